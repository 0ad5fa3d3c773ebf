using System.Collections.Concurrent;

namespace OpenRouterKeys.Fluent.Tests.Http;

/// <summary>Another clock that notes what is waited for; timeouts apart, it can let each wait be over at once.</summary>
internal sealed class WaitingClock(TimeProvider timeProvider, bool isOverAtOnce = false, params TimeSpan[] timeouts) : TimeProvider
{
    private readonly ConcurrentQueue<TimeSpan> _waits = new();
    private readonly ConcurrentDictionary<TimeSpan, TaskCompletionSource> _waited = new();

    public IReadOnlyCollection<TimeSpan> Waits => _waits;

    public Task UntilWaitingForAsync(TimeSpan time) => _waited.GetOrAdd(time, _ => new()).Task;

    public override DateTimeOffset GetUtcNow() => timeProvider.GetUtcNow();

    public override long GetTimestamp() => timeProvider.GetTimestamp();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var isTimeout = dueTime == OpenRouterKeysOptionsDefaults.AttemptTimeout || timeouts.Contains(dueTime);
        var timer = isOverAtOnce && !isTimeout && dueTime >= TimeSpan.Zero
            ? System.CreateTimer(callback, state, TimeSpan.Zero, period)
            : timeProvider.CreateTimer(callback, state, dueTime, period);
        if (dueTime >= TimeSpan.Zero)
        {
            _waits.Enqueue(dueTime);
            _waited.GetOrAdd(dueTime, _ => new()).TrySetResult();
        }

        return timer;
    }
}
