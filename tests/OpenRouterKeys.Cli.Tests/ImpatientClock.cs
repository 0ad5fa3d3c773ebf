namespace OpenRouterKeys.Cli.Tests;

/// <summary>The waiting between attempts is over at once; an attempt's own timeout never comes.</summary>
internal sealed class ImpatientClock : TimeProvider
{
    private static readonly TimeSpan AttemptTimeout = TimeSpan.FromSeconds(30);

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        base.CreateTimer(callback, state, dueTime < AttemptTimeout ? TimeSpan.Zero : Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
}
