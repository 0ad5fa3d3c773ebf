using System.Net.Sockets;

namespace OpenRouterKeys.Fluent.Testing.Tests.Server;

public sealed class LifetimeTests
{
    // Makes a test that hangs fail.
    private static readonly TimeSpan TestTimeout = TimeSpan.FromMinutes(1);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Twenty_simulators_are_independent()
    {
        var simulators = await Task.WhenAll(Enumerable.Range(0, 20).Select(async number =>
        {
            await using var simulator = await OpenRouterSimulator.StartAsync(Token);
            using var client = simulator.CreateClient();
            var created = await client.CreateAsync(KeyRequest.Named($"ci {number}"), Token);
            Assert.Equal(created.Info, Assert.Single(simulator.Keys));
            Assert.Single(simulator.Requests);
            return (simulator.BaseAddress, simulator.ManagementKey);
        })).WaitAsync(TestTimeout, Token);

        Assert.Equal(20, simulators.Select(simulator => simulator.ManagementKey).Distinct().Count());
    }

    [Fact]
    public async Task Dispose_does_not_wait_for_delayed_response()
    {
        var simulator = await OpenRouterSimulator.StartAsync(Token);
        simulator.EnqueueFault(SimulatedFault.DelayResponse(Timeout.InfiniteTimeSpan));
        using var client = simulator.CreateClient();
        var creation = client.CreateAsync(KeyRequest.Named("ci"), Token);
        await WaitUntilProcessed(simulator).WaitAsync(TestTimeout, Token);

        await simulator.DisposeAsync().AsTask().WaitAsync(TestTimeout, Token);

        await Assert.ThrowsAsync<KeyOutcomeUnknownException>(() => creation.WaitAsync(TestTimeout, Token));
        Assert.Single(simulator.Keys);
    }

    [Fact]
    public async Task Dispose_twice_frees_the_port_and_does_not_throw()
    {
        var simulator = await OpenRouterSimulator.StartAsync(Token);
        await simulator.DisposeAsync();
        await simulator.DisposeAsync();

        using var socket = new TcpClient();
        await Assert.ThrowsAnyAsync<SocketException>(async () => await socket.ConnectAsync("127.0.0.1", simulator.BaseAddress.Port, Token));
    }

    [Fact]
    public async Task Canceled_client_does_not_block_the_simulator()
    {
        await using var simulator = await OpenRouterSimulator.StartAsync(Token);
        simulator.EnqueueFault(SimulatedFault.DelayResponse(Timeout.InfiniteTimeSpan));
        using var cancellation = new CancellationTokenSource();
        using var client = simulator.CreateClient();
        var creation = client.CreateAsync(KeyRequest.Named("ci"), cancellation.Token);
        await WaitUntilProcessed(simulator).WaitAsync(TestTimeout, Token);

        await cancellation.CancelAsync();

        await Assert.ThrowsAsync<KeyOutcomeUnknownException>(() => creation.WaitAsync(TestTimeout, Token));
        await client.CreateAsync(KeyRequest.Named("cd"), Token).WaitAsync(TestTimeout, Token);
        Assert.Equal(2, simulator.Keys.Count);
    }

    [Fact]
    public async Task StartAsync_with_canceled_token_throws() =>
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => OpenRouterSimulator.StartAsync(new CancellationToken(canceled: true)));

    private static async Task WaitUntilProcessed(OpenRouterSimulator simulator)
    {
        while (simulator.Keys.Count == 0)
        {
            Token.ThrowIfCancellationRequested();
            await Task.Yield();
        }
    }
}
