using Microsoft.Extensions.Time.Testing;
using OpenRouterKeys.Fluent.Tests;
using OpenRouterKeys.Fluent.Tests.Http;

namespace OpenRouterKeys.Fluent.HostileNetwork.Tests;

/// <summary>What stands around a call: its time, its caller, the time of the handlers that wrap it, and another host. Nobody sleeps: time moves
/// when a script says so.</summary>
internal sealed class Scene : IAsyncDisposable
{
    private readonly FakeTimeProvider _clock = new(TestTime.Now);
    private readonly FakeTimeProvider _handlersClock = new(TestTime.Now);
    private readonly CancellationTokenSource _caller = new();
    private readonly TaskCompletionSource _idle = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _played = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Lazy<RawServer> _elsewhere = new(() => new(RawServer.Respond(200, Server.Texts.WithLaterSecret), RawServer.Respond(200, Server.Texts.WithLaterSecret)));

    public Scene()
    {
        Clock = new RecordingTimeProvider(_clock, skipDelays: true);
        HandlersClock = new RecordingTimeProvider(_handlersClock, skipDelays: true, HandlersTimes.Attempt, HandlersTimes.Hedge, HandlersTimes.All);
    }

    /// <summary>The client's; its waits between attempts are over at once.</summary>
    public TimeProvider Clock { get; }

    public TimeProvider HandlersClock { get; }

    public CancellationToken Caller => _caller.Token;

    /// <summary>Ends when the call before the one that the fault is about is over, and its connection idle.</summary>
    public Task Idle => _idle.Task;

    /// <summary>Ends when a connection has played the script.</summary>
    public Task Played => _played.Task;

    /// <summary>Another host, for redirects; null where no script named one.</summary>
    public RawServer? Elsewhere => _elsewhere.IsValueCreated ? _elsewhere.Value : null;

    public Uri AddressElsewhere => new(_elsewhere.Value.BaseAddress + "/keys");

    public void EndAttempt() => _clock.Advance(RecordingTimeProvider.AttemptTimeout);

    public void Cancel() => _caller.Cancel();

    public void LetHandlersWait(TimeSpan time) => _handlersClock.Advance(time);

    public void EndScript() => _played.TrySetResult();

    public Task LetNextCallBegin()
    {
        _idle.SetResult();
        return Task.CompletedTask;
    }

    public async ValueTask DisposeAsync()
    {
        _caller.Dispose();
        if (_elsewhere.IsValueCreated)
        {
            await _elsewhere.Value.DisposeAsync();
        }
    }
}

/// <summary>How long the standard resilience handlers wait before they hedge, for one attempt, and in all.</summary>
internal static class HandlersTimes
{
    public static readonly TimeSpan Attempt = TimeSpan.FromSeconds(10);
    public static readonly TimeSpan Hedge = TimeSpan.FromSeconds(2);
    public static readonly TimeSpan All = TimeSpan.FromSeconds(30);
}
