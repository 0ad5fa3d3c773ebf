namespace OpenRouterKeys.Fluent.Provisioning;

/// <summary>Pauses all callers that share it after the API has limited the rate.</summary>
internal sealed class RateGate(TimeProvider timeProvider)
{
    // A timestamp, because the wall clock may be changed during a pause.
    private readonly long _start = timeProvider.GetTimestamp();

    // In ticks since the start.
    private long _pausedUntil;

    public void PauseFor(TimeSpan time)
    {
        var until = (timeProvider.GetElapsedTime(_start) + time).Ticks;
        for (var current = Volatile.Read(ref _pausedUntil); until > current;)
        {
            current = Interlocked.CompareExchange(ref _pausedUntil, until, current) is var found && found == current ? until : found;
        }
    }

    public async Task WaitAsync(CancellationToken cancellationToken)
    {
        // Another caller may extend the pause during the delay.
        for (long waitedUntil = 0; Volatile.Read(ref _pausedUntil) is var until && until > waitedUntil; waitedUntil = until)
        {
            var remaining = TimeSpan.FromTicks(until) - timeProvider.GetElapsedTime(_start);
            if (remaining > TimeSpan.Zero)
            {
                await Task.Delay(remaining, timeProvider, cancellationToken).ConfigureAwait(false);
            }
        }
    }
}
