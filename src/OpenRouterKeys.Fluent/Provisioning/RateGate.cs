namespace OpenRouterKeys.Fluent.Provisioning;

/// <summary>Pauses all callers that share it after the API has limited the rate.</summary>
internal sealed class RateGate(TimeProvider timeProvider)
{
    private long _pausedUntil;

    public void PauseFor(TimeSpan time)
    {
        var until = (timeProvider.GetUtcNow() + time).UtcTicks;
        for (var current = Volatile.Read(ref _pausedUntil); until > current;)
        {
            current = Interlocked.CompareExchange(ref _pausedUntil, until, current) is var found && found == current ? until : found;
        }
    }

    public async Task WaitAsync(CancellationToken cancellationToken)
    {
        // Another caller may extend the pause during the delay.
        while (Volatile.Read(ref _pausedUntil) - timeProvider.GetUtcNow().UtcTicks is > 0 and var ticks)
        {
            await Task.Delay(TimeSpan.FromTicks(ticks), timeProvider, cancellationToken).ConfigureAwait(false);
        }
    }
}
