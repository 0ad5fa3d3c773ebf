using System.Collections.Concurrent;

namespace OpenRouterKeys.Fluent.Tests.Http;

/// <summary>Records the due times of timers, and optionally lets delays elapse immediately.</summary>
/// <param name="timeProvider">The provider of the time and of timers.</param>
/// <param name="skipDelays">Whether timers are due immediately, except timeouts.</param>
/// <param name="timeouts">Due times of timeouts, in addition to <see cref="AttemptTimeout"/>.</param>
internal sealed class RecordingTimeProvider(TimeProvider timeProvider, bool skipDelays = false, params TimeSpan[] timeouts) : TimeProvider
{
    public static readonly TimeSpan AttemptTimeout = new OpenRouterKeysOptions().AttemptTimeout;

    private readonly ConcurrentQueue<TimeSpan> _dueTimes = new();
    private readonly ConcurrentDictionary<TimeSpan, TaskCompletionSource> _created = new();

    public IReadOnlyCollection<TimeSpan> DueTimes => _dueTimes;

    /// <summary>Completes when a timer with this due time has been created.</summary>
    public Task WaitForTimerAsync(TimeSpan dueTime) => _created.GetOrAdd(dueTime, _ => new()).Task;

    public override DateTimeOffset GetUtcNow() => timeProvider.GetUtcNow();

    public override long GetTimestamp() => timeProvider.GetTimestamp();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var isTimeout = dueTime == AttemptTimeout || timeouts.Contains(dueTime);
        var timer = skipDelays && !isTimeout && dueTime >= TimeSpan.Zero
            ? System.CreateTimer(callback, state, TimeSpan.Zero, period)
            : timeProvider.CreateTimer(callback, state, dueTime, period);
        if (dueTime >= TimeSpan.Zero)
        {
            _dueTimes.Enqueue(dueTime);
            _created.GetOrAdd(dueTime, _ => new()).TrySetResult();
        }

        return timer;
    }
}
