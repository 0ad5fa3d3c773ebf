namespace OpenRouterKeys.Cli.Tests;

/// <summary>Ends delays between attempts immediately, and never ends an attempt by its timeout.</summary>
internal sealed class NoDelayTimeProvider : TimeProvider
{
    private static readonly TimeSpan AttemptTimeout = TimeSpan.FromSeconds(30);

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        base.CreateTimer(callback, state, dueTime < AttemptTimeout ? TimeSpan.Zero : Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
}
