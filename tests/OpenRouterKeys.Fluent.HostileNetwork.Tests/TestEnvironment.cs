using Microsoft.Extensions.Time.Testing;
using OpenRouterKeys.Fluent.Tests;
using OpenRouterKeys.Fluent.Tests.Http;

namespace OpenRouterKeys.Fluent.HostileNetwork.Tests;

/// <summary>The surroundings of a call: its time, its caller's token, the time of the message handlers and another server.
/// Time advances only when a script advances it, so tests do not sleep.</summary>
internal sealed class TestEnvironment : IAsyncDisposable
{
    private readonly FakeTimeProvider _time = new(TestTime.Now);
    private readonly FakeTimeProvider _handlerTime = new(TestTime.Now);
    private readonly RecordingTimeProvider _handlerTimers;
    private readonly CancellationTokenSource _caller = new();
    private readonly TaskCompletionSource _connectionIdle = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _scriptEnded = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Lazy<RawServer> _otherServer = new(() => new(RawServer.Respond(200, Server.ResponseText.LaterKey), RawServer.Respond(200, Server.ResponseText.LaterKey)));

    public TestEnvironment()
    {
        TimeProvider = new RecordingTimeProvider(_time, skipDelays: true);
        _handlerTimers = new(_handlerTime, skipDelays: true, HandlerTimes.Attempt, HandlerTimes.Hedge, HandlerTimes.Total);
    }

    /// <summary>The client's <see cref="System.TimeProvider"/>. Delays between attempts end immediately.</summary>
    public TimeProvider TimeProvider { get; }

    public TimeProvider HandlerTimeProvider => _handlerTimers;

    public CancellationToken CallerToken => _caller.Token;

    /// <summary>Completes when the first of two calls has ended and its connection is idle.</summary>
    public Task ConnectionIdle => _connectionIdle.Task;

    /// <summary>Completes when a connection has run the script.</summary>
    public Task ScriptEnded => _scriptEnded.Task;

    /// <summary>The target of redirects to another host; null if no script used it.</summary>
    public RawServer? OtherServer => _otherServer.IsValueCreated ? _otherServer.Value : null;

    public Uri OtherServerAddress => new(_otherServer.Value.BaseAddress + "/keys");

    public void TimeOutAttempt() => _time.Advance(RecordingTimeProvider.AttemptTimeout);

    public void CancelCall() => _caller.Cancel();

    public void AdvanceHandlerTime(TimeSpan time) => _handlerTime.Advance(time);

    /// <summary>Lets the hedging delay elapse, once it has begun: the first copy may arrive before that.</summary>
    public async Task LetHedgeAsync()
    {
        await _handlerTimers.WaitForTimerAsync(HandlerTimes.Hedge).ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        _handlerTime.Advance(HandlerTimes.Hedge);
    }

    public void SignalScriptEnded() => _scriptEnded.TrySetResult();

    public void SignalConnectionIdle() => _connectionIdle.SetResult();

    public async ValueTask DisposeAsync()
    {
        _caller.Dispose();
        if (_otherServer.IsValueCreated)
        {
            await _otherServer.Value.DisposeAsync();
        }
    }
}

/// <summary>The hedging delay and timeouts of the standard resilience handlers.</summary>
internal static class HandlerTimes
{
    public static readonly TimeSpan Attempt = TimeSpan.FromSeconds(10);
    public static readonly TimeSpan Hedge = TimeSpan.FromSeconds(2);
    public static readonly TimeSpan Total = TimeSpan.FromSeconds(30);
}
