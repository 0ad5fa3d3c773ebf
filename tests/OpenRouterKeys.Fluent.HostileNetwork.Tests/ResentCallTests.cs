using OpenRouterKeys.Fluent.HostileNetwork.Tests.Pipelines;
using OpenRouterKeys.Fluent.HostileNetwork.Tests.Server;
using OpenRouterKeys.Fluent.Tests.Http;

namespace OpenRouterKeys.Fluent.HostileNetwork.Tests;

/// <summary>Updates and deletions in every pipeline, of which the server processes the first copy or none.</summary>
public class ResentCallTests
{
    private const int MaxCopies = 20;
    private static readonly TimeSpan MaxWait = TimeSpan.FromSeconds(60); // exceeded only by a test that hangs

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static TheoryData<string> Pipelines => [.. Pipeline.All.Select(pipeline => pipeline.ToString())];

    [Theory]
    [MemberData(nameof(Pipelines))]
    public async Task Processed_deletion_succeeds_or_is_unknown(string name)
    {
        foreach (var first in new[] { RawServer.Respond(500), RawServer.Respond(503), RawServer.Reset(), RawServer.CloseAfterReading() })
        {
            var exception = await CallAsync(name, isDeletion: true, first, RawServer.Respond(404));
            Assert.True(exception is null or KeyOutcomeUnknownException, $"{exception}");
        }
    }

    [Theory]
    [MemberData(nameof(Pipelines))]
    public async Task Processed_call_is_unknown_if_other_copies_are_rejected(string name)
    {
        foreach (var (isDeletion, status) in new[] { (true, 401), (true, 400), (false, 401), (false, 404) })
        {
            foreach (var first in new[] { RawServer.Respond(500), RawServer.Reset() })
            {
                Assert.IsType<KeyOutcomeUnknownException>(await CallAsync(name, isDeletion, first, RawServer.Respond(status)));
            }
        }
    }

    [Theory]
    [MemberData(nameof(Pipelines))]
    public async Task Rejection_of_every_copy_is_reported_or_unknown_without_SendOnceHandler(string name)
    {
        var pipeline = Find(name);
        foreach (var (isDeletion, status, expected) in new[]
        {
            (true, 404, typeof(NoSuchKeyException)), (true, 401, typeof(ManagementKeyRejectedException)), (false, 404, typeof(NoSuchKeyException)), (false, 400, typeof(KeyRequestRejectedException)),
        })
        {
            var exception = await CallAsync(name, isDeletion, RawServer.Respond(status), RawServer.Respond(status));
            var mayBeUnknown = !pipeline.HasSendOnceHandler && (pipeline.HasBuffering || pipeline.HasResending);
            // A second copy without SendOnceHandler may also be one of a deleted key.
            Assert.True(exception?.GetType() == expected || (mayBeUnknown && exception is KeyOutcomeUnknownException or null), $"{isDeletion} {status}: {exception}");
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Rejection_of_hedged_copy_does_not_hide_copy_in_flight(bool hasSendOnceHandler)
    {
        var name = Pipeline.All.Single(pipeline => pipeline.Name == "hedging" && pipeline.HasSendOnceHandler == hasSendOnceHandler).ToString();
        foreach (var (isDeletion, status, isSuccess) in new[] { (true, 404, true), (true, 403, false), (false, 404, false), (false, 400, false) })
        {
            var exception = await CallAsync(name, isDeletion, null, RawServer.Respond(status));
            Assert.Equal((isSuccess, true), (exception is null, exception is null or KeyOutcomeUnknownException));
        }
    }

    private static Pipeline Find(string name) => Pipeline.All.Single(pipeline => pipeline.ToString() == name);

    /// <param name="pipelineName">The pipeline.</param>
    /// <param name="isDeletion">Whether to delete the key, not to update it.</param>
    /// <param name="first">The response to the first copy; null: none, until the hedging delay has elapsed and the client closes the connection.</param>
    /// <param name="later">The response to the other copies.</param>
    private static async Task<Exception?> CallAsync(string pipelineName, bool isDeletion, Func<Connection, Task>? first, Func<Connection, Task> later)
    {
        await using var environment = new TestEnvironment();
        await using var server = new ResponseServer([first ?? StallAsync, .. Enumerable.Repeat(later, MaxCopies)]);
        using var host = new ClientHost(Find(pipelineName), new Fault("", "", 0), server, environment);
        using var client = host.CreateClient();
        return await Record.ExceptionAsync(() => (isDeletion ? client.DeleteAsync("h1", Token) : client.UpdateAsync("h1", update => update.Disable(), Token)).WaitAsync(MaxWait, Token));

        async Task StallAsync(Connection connection)
        {
            await connection.ReadRequestAsync();
            await environment.LetHedgeAsync();
            await connection.WaitForCloseAsync();
        }
    }

    /// <summary>A server with a script for each connection.</summary>
    private sealed class ResponseServer(Func<Connection, Task>[] scripts) : TestServer
    {
        private readonly RawServer _server = new(scripts);

        public override Uri BaseAddress => _server.BaseAddress;

        public override ValueTask DisposeAsync() => _server.DisposeAsync();
    }
}
