using OpenRouterKeys.Fluent.Provisioning;

namespace OpenRouterKeys.Fluent.Tests.Provisioning;

/// <summary>The pause after a 429, which all creations of a run share.</summary>
public class RateGateTests
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(90);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(-1)]
    [InlineData(1)]
    public async Task Changed_wall_clock_does_not_change_pause(int hours)
    {
        var time = new ChangedClockTimeProvider();
        var gate = new RateGate(time);
        gate.PauseFor(Pause);
        time.Change = TimeSpan.FromHours(hours);
        await gate.WaitAsync(Token);

        Assert.Equal([Pause], time.Delays);
    }

    [Fact]
    public async Task Extended_pause_is_waited_for()
    {
        var time = new ChangedClockTimeProvider();
        var gate = new RateGate(time);
        gate.PauseFor(Pause);
        time.OnDelay = () => gate.PauseFor(Pause * 2);
        await gate.WaitAsync(Token);

        Assert.Equal([Pause, Pause], time.Delays);
    }

    [Fact]
    public async Task Shorter_pause_does_not_end_a_longer_one()
    {
        var time = new ChangedClockTimeProvider();
        var gate = new RateGate(time);
        gate.PauseFor(Pause);
        gate.PauseFor(TimeSpan.FromSeconds(1));
        await gate.WaitAsync(Token);
        await gate.WaitAsync(Token);

        Assert.Equal([Pause], time.Delays);
    }

    /// <summary>Time that stands still except in delays, which elapse at once, and a wall clock that can be changed.</summary>
    private sealed class ChangedClockTimeProvider : TimeProvider
    {
        private TimeSpan _elapsed;

        public TimeSpan Change { get; set; }

        public Action? OnDelay { get; set; }

        public List<TimeSpan> Delays { get; } = [];

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override DateTimeOffset GetUtcNow() => TestTime.Now + _elapsed + Change;

        public override long GetTimestamp() => _elapsed.Ticks;

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            Delays.Add(dueTime);
            OnDelay?.Invoke();
            OnDelay = null;
            _elapsed += dueTime;
            return base.CreateTimer(callback, state, TimeSpan.Zero, period);
        }
    }
}
