using OpenRouterKeys.Fluent.HostileNetwork.Tests.Pipelines;
using OpenRouterKeys.Fluent.HostileNetwork.Tests.Server;
using OpenRouterKeys.Fluent.Tests;

namespace OpenRouterKeys.Fluent.HostileNetwork.Tests;

/// <summary>The result of a fault in one pipeline.</summary>
internal sealed record FaultResult(string Outcome, int BodyCount, int PartialBodyCount);

/// <summary>Runs one fault with a client in one pipeline, and asserts what must be true for every fault.</summary>
internal sealed class FaultRun(Fault fault, Pipeline pipeline, TestEnvironment environment)
{
    // Exceeded only by a test that hangs.
    private static readonly TimeSpan MaxWait = TimeSpan.FromSeconds(60);

    // How long a handler that hangs on an aborted response has to read what arrived before it, in real time.
    private static readonly TimeSpan HangTime = TimeSpan.FromSeconds(5);
    private static readonly KeyRequest Small = KeyRequest.Named("ci-bot").Limit(25m);
    private static readonly KeyRequest Large = Small.WithName(new string('x', 512 * 1024));
    private static readonly KeyRequest LargerThanAnyBuffer = Small.WithName(new string('x', 4 * 1024 * 1024));
    private readonly KeyRequest _request = !fault.HasLargeBody ? Small : pipeline.IsLibraryClient ? LargerThanAnyBuffer : Large;

    public static async Task<FaultResult> RunAsync(Fault fault, Pipeline pipeline)
    {
        await using var environment = new TestEnvironment();
        await using var server = fault.CreateServer(fault, environment);
        return await new FaultRun(fault, pipeline, environment).RunAsync(server);
    }

    private async Task<FaultResult> RunAsync(TestServer server)
    {
        FaultResult result;
        using (var host = new ClientHost(pipeline, fault, server, environment))
        {
            result = await CallAsync(host, server);
            if (pipeline.HasSendOnceHandler)
            {
                SecretScanner.AssertNotIn(host.Log);
            }
        }

        if (pipeline.HasSendOnceHandler || !pipeline.CanHangOnAbortedResponse)
        {
            await server.ConnectionsClosed.WaitAsync(MaxWait); // no connection stays open after its client is disposed
        }

        AssertOtherServerReceivedNoSecret(server);
        return result;
    }

    private async Task<FaultResult> CallAsync(ClientHost host, TestServer server)
    {
        using var client = host.CreateClient();
        var bodiesBefore = 0;
        if (fault.IsSecondCall)
        {
            Assert.Equal(Outcomes.CreatedByLaterResponse, Outcomes.Describe(await client.CreateAsync(Small).WaitAsync(MaxWait)));
            await environment.ConnectionIdle.WaitAsync(MaxWait);
            bodiesBefore = server.BodyCount;
        }

        fault.BeforeCall?.Invoke(environment);
        var creating = client.CreateAsync(_request, environment.CallerToken);
        fault.DuringCall?.Invoke(environment);
        if (fault.HasAbortedResponse && !pipeline.HasSendOnceHandler && pipeline.CanHangOnAbortedResponse)
        {
            await environment.ScriptEnded.WaitAsync(MaxWait);
            await Task.WhenAny(creating, Task.Delay(HangTime));
            environment.TimeOutAttempt();
        }

        var outcome = await DescribeOutcomeAsync(creating);
        var result = new FaultResult(outcome, server.BodyCount - bodiesBefore, server.PartialBodyCount);
        if (server.CanRecover)
        {
            await AssertClientRecoversAsync(client);
        }

        return result;
    }

    private async Task<string> DescribeOutcomeAsync(Task<CreatedKey> creating)
    {
        try
        {
            return Outcomes.Describe(await creating.WaitAsync(MaxWait));
        }
        catch (Exception exception) when (exception is OpenRouterKeysException or OperationCanceledException)
        {
            AssertExceptionProperties(exception);
            SecretScanner.AssertNotIn(exception, _request);
            return Outcomes.Describe(exception, environment.CallerToken);
        }
    }

    private void AssertExceptionProperties(Exception exception)
    {
        if (exception is KeyOutcomeUnknownException unknown)
        {
            Assert.Same(_request, unknown.Request);
            Assert.Equal(TestTime.Now, unknown.AttemptedAt);
        }

        if (exception as OperationCanceledException is { } canceled)
        {
            Assert.Equal(environment.CallerToken, canceled.CancellationToken);
        }

        if (exception.InnerException is OperationCanceledException { CancellationToken: var token } && environment.CallerToken.IsCancellationRequested)
        {
            Assert.Equal(environment.CallerToken, token);
        }
    }

    // The client remains usable: it creates keys after the connections with the fault.
    private async Task AssertClientRecoversAsync(OpenRouterKeysClient client)
    {
        for (var faultsLeft = fault.ConnectionCount; ; faultsLeft--)
        {
            try
            {
                Assert.Equal(Outcomes.CreatedByLaterResponse, Outcomes.Describe(await client.CreateAsync(Small).WaitAsync(MaxWait)));
                return;
            }
            catch (OpenRouterKeysException) when (faultsLeft > 0)
            {
            }
        }
    }

    private void AssertOtherServerReceivedNoSecret(TestServer server)
    {
        Assert.DoesNotContain(server.Requests, request => request.StartsWith("CONNECT", StringComparison.Ordinal) && request.Contains("Bearer", StringComparison.Ordinal));
        foreach (var request in environment.OtherServer?.Requests ?? [])
        {
            Assert.False(pipeline.HasSendOnceHandler, "Another host was called.");
            SecretScanner.AssertNotIn(request);
            Assert.True(pipeline.HasBuffering || !request.StartsWith("POST", StringComparison.Ordinal), "The body was sent to another host.");
        }
    }
}
