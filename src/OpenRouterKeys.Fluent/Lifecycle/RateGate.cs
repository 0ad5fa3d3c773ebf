namespace OpenRouterKeys.Fluent.Lifecycle;

/// <summary>Stands open until the API has had enough; then all wait who share it.</summary>
internal sealed class RateGate(TimeProvider clock)
{
    private long _opensAt;

    public void CloseFor(TimeSpan time)
    {
        var opensAt = (clock.GetUtcNow() + time).UtcTicks;
        for (var known = Volatile.Read(ref _opensAt); opensAt > known;)
        {
            known = Interlocked.CompareExchange(ref _opensAt, opensAt, known) is var found && found == known ? opensAt : found;
        }
    }

    public async Task WaitAsync(CancellationToken cancellationToken)
    {
        // Another may close it again meanwhile.
        while (Volatile.Read(ref _opensAt) - clock.GetUtcNow().UtcTicks is > 0 and var ticks)
        {
            await Task.Delay(TimeSpan.FromTicks(ticks), clock, cancellationToken).ConfigureAwait(false);
        }
    }
}
