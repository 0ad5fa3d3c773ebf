namespace OpenRouterKeys.Fluent.Provisioning;

/// <summary>Stands open until the API has had enough; then all wait who share it.</summary>
internal sealed class RateGate(TimeProvider timeProvider)
{
    private long _opensAt;

    public void PauseFor(TimeSpan time)
    {
        var opensAt = (timeProvider.GetUtcNow() + time).UtcTicks;
        for (var known = Volatile.Read(ref _opensAt); opensAt > known;)
        {
            known = Interlocked.CompareExchange(ref _opensAt, opensAt, known) is var found && found == known ? opensAt : found;
        }
    }

    public async Task WaitAsync(CancellationToken cancellationToken)
    {
        // Another may close it again meanwhile.
        while (Volatile.Read(ref _opensAt) - timeProvider.GetUtcNow().UtcTicks is > 0 and var ticks)
        {
            await Task.Delay(TimeSpan.FromTicks(ticks), timeProvider, cancellationToken).ConfigureAwait(false);
        }
    }
}
