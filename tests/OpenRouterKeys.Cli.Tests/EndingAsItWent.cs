using System.Net;
using System.Net.Sockets;
using OpenRouterKeys.Fluent.Testing;

namespace OpenRouterKeys.Cli.Tests;

public sealed class EndingAsItWent
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_management_key_that_is_not_accepted_ends_with_1_and_is_not_echoed()
    {
        await using var simulator = await OpenRouterSimulator.StartAsync(Cancellation);

        var run = await simulator.RunAsync(new Setting { ManagementKey = "not-the-one-0123456789" }, "create", "ci-bot", "--json");

        Assert.Equal((1, ""), (run.ExitCode, run.Output));
        Assert.Contains("401", run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("not-the-one", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_rate_limit_ends_with_1_and_says_how_long_to_wait()
    {
        await using var simulator = await OpenRouterSimulator.StartAsync(Cancellation);
        simulator.EnqueueFault(SimulatedFault.Reject(HttpStatusCode.TooManyRequests, retryAfter: TimeSpan.FromMinutes(2)));

        var run = await simulator.RunAsync("create", "ci-bot", "--json");

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("Wait 120 s", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_address_that_nobody_listens_to_ends_with_3()
    {
        using var taken = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        taken.Bind(new IPEndPoint(IPAddress.Loopback, 0)); // and not listening: the port refuses, and nobody else gets it meanwhile
        var setting = new Setting { ManagementKey = "a-management-key", Clock = new ImpatientClock() };

        var run = await setting.RunAsync("create", "ci-bot", "--json", "--base-address", $"http://{taken.LocalEndPoint}/api/v1");

        Assert.Equal((3, ""), (run.ExitCode, run.Output));
        Assert.Contains("trying again is safe", Assert.Single(run.ErrorLines), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_lost_answer_ends_with_4_and_says_what_to_look_for()
    {
        await using var simulator = await OpenRouterSimulator.StartAsync(Cancellation);
        simulator.EnqueueFault(SimulatedFault.DropResponse());

        var run = await simulator.RunAsync("create", "ci-bot", "--json");

        Assert.Equal((4, ""), (run.ExitCode, run.Output));
        Assert.Equal("ci-bot", simulator.OnlyKey().Name);
        Assert.Matches("^Look for a key named \"ci-bot\", created at [0-9T:-]+Z or later, and delete it", run.ErrorLines[1]);
    }

    [Fact]
    public async Task An_answer_without_the_secret_ends_with_4_and_the_hash()
    {
        await using var simulator = await OpenRouterSimulator.StartAsync(Cancellation);
        simulator.EnqueueFault(SimulatedFault.RespondWith("""{"data":{"hash":"abc123"}}"""));

        var run = await simulator.RunAsync("create", "ci-bot", "--json");

        Assert.Equal(4, run.ExitCode);
        Assert.Contains("with the hash abc123", run.ErrorLines[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_odd_answer_still_gives_the_secret()
    {
        await using var simulator = await OpenRouterSimulator.StartAsync(Cancellation);
        simulator.EnqueueFault(SimulatedFault.RespondWith("""{"key":"a-secret","data":{"name":"\u001b[31m","odd":"\ud800","limit":"much"}}"""));
        simulator.EnqueueFault(SimulatedFault.RespondWith("""{"key":"a-secret","data":{"name":"\u001b[31m","odd":"\ud800","limit":"much"}}"""));

        var people = await simulator.RunAsync("create", "ci-bot", "--reveal");
        var script = await simulator.RunAsync("create", "ci-bot", "--json");

        Assert.EndsWith(Environment.NewLine + "a-secret" + Environment.NewLine, people.Output, StringComparison.Ordinal);
        Assert.DoesNotContain('\e', people.Output);
        Assert.StartsWith("""{"key":"a-secret",""", script.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Cancelled_before_sending_ends_with_130()
    {
        await using var simulator = await OpenRouterSimulator.StartAsync(Cancellation);

        var run = await simulator.RunAsync(new Setting { Cancellation = new CancellationToken(canceled: true) }, "create", "ci-bot", "--json");

        Assert.Equal(130, run.ExitCode);
        Assert.Contains("nothing was sent", run.Error, StringComparison.Ordinal);
        Assert.Empty(simulator.Requests);
    }

    [Fact]
    public async Task Cancelled_after_sending_ends_with_4()
    {
        await using var simulator = await OpenRouterSimulator.StartAsync(Cancellation);
        using var cancellation = new CancellationTokenSource();
        simulator.EnqueueFault(SimulatedFault.DelayResponse(TimeSpan.FromHours(1)));

        var running = simulator.RunAsync(new Setting { Cancellation = cancellation.Token }, "create", "ci-bot", "--json");
        while (simulator.Requests.Count == 0)
        {
            await Task.Yield();
        }

        await cancellation.CancelAsync();
        var run = await running;

        Assert.Equal(4, run.ExitCode);
        Assert.Contains("Look for a key named \"ci-bot\"", run.Error, StringComparison.Ordinal);
    }
}
