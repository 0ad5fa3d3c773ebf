using System.Collections.Concurrent;
using System.Net.Sockets;
using OpenRouterKeys.Fluent.HostileNetwork.Tests.Pipelines;
using OpenRouterKeys.Fluent.HostileNetwork.Tests.Server;
using OpenRouterKeys.Fluent.Tests.Http;

namespace OpenRouterKeys.Fluent.HostileNetwork.Tests.RepeatableCalls;

/// <summary>The result of a fault at one call.</summary>
/// <param name="Outcome">The outcome that the client reports.</param>
/// <param name="Attempts">The number of requests, or of attempts to connect if connecting fails.</param>
internal sealed record CellResult(string Outcome, int Attempts);

/// <summary>One fault at one call of a client in one pipeline.</summary>
/// <param name="Fault">The fault.</param>
/// <param name="Call">The call to which it happens.</param>
/// <param name="Pipeline">The client's pipeline.</param>
/// <param name="IsOnce">Whether it happens to the first attempt only.</param>
internal sealed record RepeatableCallRun(RepeatableFault Fault, RepeatableCall Call, Pipeline Pipeline, bool IsOnce = false)
{
    // The maximum that any call needs, except repetitions: five writes of a policy with a read before each, and seven reads afterwards.
    private const int MaxOtherRequests = 5 + 7;

    // Exceeded only by a test that hangs.
    private static readonly TimeSpan MaxWait = TimeSpan.FromSeconds(60);
    private static readonly KeyRequest NoRequest = KeyRequest.Named("none");
    private static readonly ConcurrentDictionary<RepeatableCallRun, Lazy<Task<CellResult>>> Runs = new();

    /// <summary>Runs it once and keeps the result for all tests.</summary>
    public Task<CellResult> GetResultAsync() => Runs.GetOrAdd(this, static run => new(run.RunAsync)).Value;

    private async Task<CellResult> RunAsync()
    {
        await using var environment = new TestEnvironment();
        await using var server = new RepeatableCallServer(this, environment);
        var connections = 0;
        var setup = new Fault(Fault.Name, "", 0)
        {
            MaxAttempts = RepeatableFault.MaxAttempts,
            ConfigureHandler = Fault.Connect is { } connect ? (sockets, _) => sockets.ConnectCallback = async (context, token) =>
            {
                var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
                var attempt = connections++ - Call.CallsBefore; // every request has a connection of its own
                await (attempt >= 0 && attempt < FaultCount ? connect(socket, environment, token) : socket.ConnectAsync(context.DnsEndPoint, token).AsTask());
                return new NetworkStream(socket, ownsSocket: true);
            } : null,
        };
        string outcome;
        using (var host = new ClientHost(Pipeline, setup, server, environment))
        {
            using var client = host.CreateClient();
            outcome = await DescribeOutcomeAsync(Call.RunAsync(client, environment.CallerToken).WaitAsync(MaxWait, CancellationToken.None), environment);
            SecretScanner.AssertNotIn(host.Log);
        }

        await server.ConnectionsClosed.WaitAsync(MaxWait); // no connection stays open after its client is disposed
        Assert.Empty(environment.OtherServer?.Requests ?? []);
        Assert.InRange(server.Requests.Count - server.TargetCount, 0, MaxOtherRequests);
        return new(outcome, Fault.Connect is null ? server.TargetCount : server.TargetCount + Math.Min(connections - Call.CallsBefore, FaultCount));
    }

    // Requests after the call need a connection too, so a fault of connecting ends after the required number of attempts. More attempts would succeed.
    private int FaultCount => IsOnce ? 1 : Fault.Connect is null ? int.MaxValue : Fault.Expect(Call).Attempts;

    private static async Task<string> DescribeOutcomeAsync(Task<string> call, TestEnvironment environment)
    {
        try
        {
            return await call;
        }
        catch (Exception exception) when (exception is OpenRouterKeysException or OperationCanceledException)
        {
            SecretScanner.AssertNotIn(exception, NoRequest);
            if (exception is OperationCanceledException canceled)
            {
                Assert.Equal(environment.CallerToken, canceled.CancellationToken);
            }

            if (exception is KeyOutcomeUnknownException unknown)
            {
                Assert.Equal(RepeatableCall.Hash, unknown.Hash);
                Assert.Null(unknown.Request);
            }

            return exception is NoSuchKeyException
                ? RepeatableFault.NoSuchKey
                : Outcomes.Describe(exception, environment.CallerToken).Replace(", with hash", "", StringComparison.Ordinal);
        }
    }

    /// <summary>A server of one account, to whose requests of one kind the fault happens.</summary>
    private sealed class RepeatableCallServer : TestServer
    {
        private const int MaxConnections = 100;

        private readonly RawServer _server;
        private readonly RepeatableCallRun _run;
        private readonly TestEnvironment _environment;
        private bool _isAssigned;
        private int _targetCount;

        public RepeatableCallServer(RepeatableCallRun run, TestEnvironment environment)
        {
            (_run, _environment) = (run, environment);
            _server = new([.. Enumerable.Repeat(ServeAsync, MaxConnections)]);
        }

        public override Uri BaseAddress => _server.BaseAddress;

        public override IReadOnlyList<string> Requests => _server.Requests;

        public override Task ConnectionsClosed => _server.Closed;

        /// <summary>The number of requests of the kind to which the fault happens.</summary>
        public int TargetCount => _targetCount;

        public override ValueTask DisposeAsync() => _server.DisposeAsync();

        private async Task ServeAsync(Connection connection)
        {
            var request = (await connection.ReadRequestAsync()).ToString();
            Assert.Contains(TestSecrets.ManagementKey, request, StringComparison.Ordinal);
            var isTarget = request.StartsWith(_run.Call.Target, StringComparison.Ordinal);
            var attempt = isTarget ? Interlocked.Increment(ref _targetCount) - 1 : 0;
            var hasFault = isTarget && _run.Fault.Connect is null && attempt < _run.FaultCount;
            _isAssigned |= isTarget && _run.Call.Kind == CallKind.Assignment && (!hasFault || _run.Fault.IsProcessed);
            var body = _run.Call.RespondTo(request, _isAssigned);
            var scripts = _run.Fault.Scripts;
            foreach (var step in hasFault ? scripts[Math.Min(attempt, scripts.Count - 1)](body) : [Steps.Respond(200, body)])
            {
                await step(connection, _environment);
            }

            connection.ShutdownSend();
            await connection.WaitForCloseAsync();
        }
    }
}
