using OpenRouterKeys.Fluent;
using OpenRouterKeys.Fluent.Testing;

namespace OpenRouterKeys.Cli.Tests;

public sealed class InterruptionTests : IAsyncLifetime
{
    private readonly TemporaryDirectory _directory = new();
    private readonly ManualTimeProvider _time = new();
    private readonly List<string> _messages = [];
    private Interruption _interruption = null!;
    private OpenRouterSimulator _simulator = null!;

    public async ValueTask InitializeAsync()
    {
        _interruption = new(_time);
        _simulator = await OpenRouterSimulator.StartAsync(TestContext.Current.CancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        _directory.Dispose();
        _interruption.Dispose();
        await _simulator.DisposeAsync();
    }

    [Fact]
    public async Task Signal_during_create_waits_for_the_secret()
    {
        _simulator.EnqueueFault(SimulatedFault.DelayResponse(TimeSpan.FromMilliseconds(300)));

        var running = RunAsync("create", "ci", "--secret-to", _directory["key"]);
        await SignalAfterAsync("POST", running);
        var run = await running;

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Matches("^sk-or-v1-[0-9a-f]{64}\n$", await File.ReadAllTextAsync(_directory["key"], TestContext.Current.CancellationToken));
        Assert.Equal("Stopping. Waiting at most 10 seconds for requests that were already sent. Press Ctrl-C again to stop waiting.", Assert.Single(_messages));
    }

    [Fact]
    public async Task Second_signal_reports_an_unknown_outcome_and_leaves_no_empty_file()
    {
        _simulator.EnqueueFault(SimulatedFault.DelayResponse(Timeout.InfiniteTimeSpan));

        var running = RunAsync("create", "ci", "--secret-to", _directory["key"]);
        await SignalAfterAsync("POST", running);
        Assert.True(Signal());
        var run = await running;

        Assert.Equal(4, run.ExitCode);
        Assert.Contains("Look for a key named \"ci\"", run.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(_directory["key"]));
        Assert.False(Signal()); // a third one ends the process
    }

    [Fact]
    public async Task Wait_for_a_response_is_bounded()
    {
        _simulator.EnqueueFault(SimulatedFault.DelayResponse(Timeout.InfiniteTimeSpan));

        var running = RunAsync("create", "ci", "--secret-to", _directory["key"]);
        await SignalAfterAsync("POST", running);
        _time.Advance(TimeSpan.FromSeconds(9));
        Assert.False(_interruption.Abort.IsCancellationRequested);
        _time.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal(4, (await running).ExitCode);
    }

    [Fact]
    public async Task Signal_during_rotate_stores_the_new_secret_and_disables_the_old_key()
    {
        var hash = new string('a', 64); // a full hash, which is used without listing the keys
        _simulator.Add(new() { Hash = hash, Name = "ci" });
        for (var i = 0; i < 12; i++) // everything that is read before the creation
        {
            _simulator.EnqueueFault(SimulatedFault.None);
        }

        _simulator.EnqueueFault(SimulatedFault.DelayResponse(TimeSpan.FromMilliseconds(300)));

        var running = RunAsync("rotate", hash, "--secret-to", _directory["key"]);
        await SignalAfterAsync("POST", running);
        var run = await running;

        Assert.Equal(0, run.ExitCode);
        Assert.True(File.Exists(_directory["key"]));
        Assert.True(_simulator.Keys.Single(key => key.Hash == hash).IsDisabled);
    }

    [Theory]
    [InlineData("DELETE", "delete", "--yes")]
    [InlineData("PATCH", "disable")]
    [InlineData("PATCH", "update", "--limit", "5")]
    public async Task Signal_during_a_change_waits_for_its_response(string method, string command, params string[] options)
    {
        var hash = new string('a', 64);
        _simulator.Add(new() { Hash = hash, Name = "ci" });
        _simulator.EnqueueFault(SimulatedFault.DelayResponse(TimeSpan.FromMilliseconds(300)));

        var running = RunAsync([command, hash, .. options]);
        await SignalAfterAsync(method, running);

        Assert.Equal(0, (await running).ExitCode);
        Assert.Single(_messages);
    }

    [Fact]
    public async Task Signal_while_nothing_is_changed_cancels_at_once()
    {
        _simulator.EnqueueFault(SimulatedFault.DelayResponse(Timeout.InfiniteTimeSpan));

        var running = RunAsync("list");
        await SignalAfterAsync("GET", running);
        var run = await running;

        Assert.Equal(130, run.ExitCode);
        Assert.Empty(_messages);
        Assert.False(Signal());
    }

    [Fact]
    public async Task Second_signal_during_apply_names_the_keys_that_may_exist()
    {
        _simulator.EnqueueFault(SimulatedFault.None); // the plan's list
        _simulator.EnqueueFault(SimulatedFault.None); // the list before the creations
        _simulator.EnqueueFault(SimulatedFault.DelayResponse(Timeout.InfiniteTimeSpan));
        var file = _directory.Write("keys.json", """[{"name":"a"}]""");

        var running = RunAsync("apply", file, "--secrets-to", _directory["secrets"]);
        await SignalAfterAsync("POST", running);
        Assert.True(Signal());
        var run = await running;

        Assert.Equal(4, run.ExitCode);
        Assert.StartsWith("create \"a\": The request may have been sent", run.ErrorLines[0], StringComparison.Ordinal);
        Assert.False(File.Exists(_directory["secrets"]));
        Assert.True(File.Exists(_directory["secrets.journal"]));
    }

    private Task<CommandResult> RunAsync(params string[] args) =>
        _simulator.RunAsync(new CommandRunner { Interruption = _interruption }, args);

    private bool Signal() => _interruption.OnSignal(_messages.Add);

    private async Task SignalAfterAsync(string method, Task<CommandResult> running)
    {
        while (_simulator.Requests.All(request => request.Method != method))
        {
            Assert.False(running.IsCompleted, running.IsCompleted ? (await running).Error : null);
            await Task.Yield();
        }

        Assert.True(Signal());
    }

    private sealed class ManualTimeProvider : TimeProvider
    {
        private readonly List<(TimerCallback Callback, object? State, TimeSpan Due)> _timers = [];
        private TimeSpan _elapsed;

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            _timers.Add((callback, state, _elapsed + dueTime));
            return System.CreateTimer(_ => { }, null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        }

        public void Advance(TimeSpan time)
        {
            _elapsed += time;
            foreach (var timer in _timers.Where(timer => timer.Due <= _elapsed).ToList())
            {
                _timers.Remove(timer);
                timer.Callback(timer.State);
            }
        }
    }
}
