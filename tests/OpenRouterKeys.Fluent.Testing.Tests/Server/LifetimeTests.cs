using System.Net.Sockets;

namespace OpenRouterKeys.Fluent.Testing.Tests.Server;

public sealed class LifetimeTests
{
    // Far beyond what any of this takes: a hang fails the test instead of stopping the run.
    private static readonly TimeSpan Hang = TimeSpan.FromMinutes(1);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Twenty_at_once_do_not_know_of_each_other()
    {
        var addresses = await Task.WhenAll(Enumerable.Range(0, 20).Select(async number =>
        {
            await using var simulator = await OpenRouterSimulator.StartAsync(Token);
            using var client = simulator.CreateClient();
            var created = await client.CreateAsync(KeyRequest.Named($"ci {number}"), Token);
            Assert.Equal(created.Info, Assert.Single(simulator.Keys));
            Assert.Single(simulator.Requests);
            return (simulator.BaseAddress, simulator.ManagementKey);
        })).WaitAsync(Hang, Token);

        Assert.Equal(20, addresses.Select(address => address.ManagementKey).Distinct().Count());
    }

    [Fact]
    public async Task Disposing_does_not_wait_for_a_late_answer()
    {
        var simulator = await OpenRouterSimulator.StartAsync(Token);
        simulator.EnqueueFault(SimulatedFault.DelayResponse(Timeout.InfiniteTimeSpan));
        using var client = simulator.CreateClient();
        var creation = client.CreateAsync(KeyRequest.Named("ci"), Token);
        await CarriedOut(simulator).WaitAsync(Hang, Token);

        await simulator.DisposeAsync().AsTask().WaitAsync(Hang, Token);

        await Assert.ThrowsAsync<KeyOutcomeUnknownException>(() => creation.WaitAsync(Hang, Token));
        Assert.Single(simulator.Keys);
    }

    [Fact]
    public async Task Disposing_twice_is_the_same_as_once_and_frees_the_port()
    {
        var simulator = await OpenRouterSimulator.StartAsync(Token);
        await simulator.DisposeAsync();
        await simulator.DisposeAsync();

        using var socket = new TcpClient();
        await Assert.ThrowsAnyAsync<SocketException>(async () => await socket.ConnectAsync("127.0.0.1", simulator.BaseAddress.Port, Token));
    }

    [Fact]
    public async Task A_client_that_gives_up_does_not_keep_the_simulator_busy()
    {
        await using var simulator = await OpenRouterSimulator.StartAsync(Token);
        simulator.EnqueueFault(SimulatedFault.DelayResponse(Timeout.InfiniteTimeSpan));
        using var giveUp = new CancellationTokenSource();
        using var client = simulator.CreateClient();
        var creation = client.CreateAsync(KeyRequest.Named("ci"), giveUp.Token);
        await CarriedOut(simulator).WaitAsync(Hang, Token);

        await giveUp.CancelAsync();

        await Assert.ThrowsAsync<KeyOutcomeUnknownException>(() => creation.WaitAsync(Hang, Token));
        await client.CreateAsync(KeyRequest.Named("cd"), Token).WaitAsync(Hang, Token);
        Assert.Equal(2, simulator.Keys.Count);
    }

    [Fact]
    public async Task Starting_can_be_given_up() =>
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => OpenRouterSimulator.StartAsync(new CancellationToken(canceled: true)));

    private static async Task CarriedOut(OpenRouterSimulator simulator)
    {
        while (simulator.Keys.Count == 0)
        {
            Token.ThrowIfCancellationRequested();
            await Task.Yield();
        }
    }
}
