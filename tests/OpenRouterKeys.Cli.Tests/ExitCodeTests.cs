using System.Net;
using System.Net.Sockets;
using OpenRouterKeys.Fluent.Testing;

namespace OpenRouterKeys.Cli.Tests;

public sealed class ExitCodeTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Rejected_management_key_exits_with_1_and_is_not_displayed()
    {
        await using var simulator = await OpenRouterSimulator.StartAsync(Cancellation);

        var run = await simulator.RunAsync(new CommandRunner { ManagementKey = "another-0123456789" }, "create", "ci-bot", "--json");

        Assert.Equal((1, ""), (run.ExitCode, run.Output));
        Assert.Single(run.ErrorLines);
        Assert.DoesNotContain("another", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Rate_limit_exits_with_1_and_reports_the_delay()
    {
        await using var simulator = await OpenRouterSimulator.StartAsync(Cancellation);
        simulator.EnqueueFault(SimulatedFault.Reject(HttpStatusCode.TooManyRequests, retryAfter: TimeSpan.FromMinutes(2)));

        var run = await simulator.RunAsync("create", "ci-bot", "--json");

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("120", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Closed_port_exits_with_3()
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0)); // bound but not listening, so that connections fail
        var runner = new CommandRunner { ManagementKey = "a-management-key", TimeProvider = new NoDelayTimeProvider() };

        var run = await runner.RunAsync("create", "ci-bot", "--json", "--base-address", $"http://{socket.LocalEndPoint}/api/v1");

        Assert.Equal((3, ""), (run.ExitCode, run.Output));
        Assert.Single(run.ErrorLines);
    }

    [Fact]
    public async Task Dropped_response_exits_with_4_and_reports_what_to_look_for()
    {
        await using var simulator = await OpenRouterSimulator.StartAsync(Cancellation);
        simulator.EnqueueFault(SimulatedFault.DropResponse());

        var run = await simulator.RunAsync("create", "ci-bot", "--json");

        Assert.Equal((4, ""), (run.ExitCode, run.Output));
        Assert.Equal("ci-bot", simulator.SingleKey().Name);
        Assert.Matches("^Look for a key named \"ci-bot\", created at [0-9T:-]+Z or later, and delete it\\. Its secret is lost\\.$", run.ErrorLines[1]);
    }

    [Fact]
    public async Task Response_without_secret_exits_with_4_and_reports_the_hash()
    {
        await using var simulator = await OpenRouterSimulator.StartAsync(Cancellation);
        simulator.EnqueueFault(SimulatedFault.RespondWith("""{"data":{"hash":"abc123"}}"""));

        var run = await simulator.RunAsync("create", "ci-bot", "--json");

        Assert.Equal(4, run.ExitCode);
        Assert.Contains("with the hash abc123", run.ErrorLines[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Invalid_properties_in_the_response_do_not_hide_the_secret()
    {
        await using var simulator = await OpenRouterSimulator.StartAsync(Cancellation);
        simulator.EnqueueFault(SimulatedFault.RespondWith("""{"key":"a-secret","data":{"name":"\u001b[31m","odd":"\ud800","limit":"much"}}"""));
        simulator.EnqueueFault(SimulatedFault.RespondWith("""{"key":"a-secret","data":{"name":"\u001b[31m","odd":"\ud800","limit":"much"}}"""));

        var text = await simulator.RunAsync("create", "ci-bot", "--reveal");
        var json = await simulator.RunAsync("create", "ci-bot", "--json");

        Assert.EndsWith(Environment.NewLine + "a-secret" + Environment.NewLine, text.Output, StringComparison.Ordinal);
        Assert.DoesNotContain('\e', text.Output);
        Assert.StartsWith("""{"key":"a-secret",""", json.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Cancellation_before_sending_exits_with_130()
    {
        await using var simulator = await OpenRouterSimulator.StartAsync(Cancellation);

        var run = await simulator.RunAsync(new CommandRunner { CancellationToken = new CancellationToken(canceled: true) }, "create", "ci-bot", "--json");

        Assert.Equal(130, run.ExitCode);
        Assert.Contains("Canceled.", run.Error, StringComparison.Ordinal);
        Assert.Empty(simulator.Requests);
    }

    [Fact]
    public async Task Cancellation_after_sending_exits_with_4()
    {
        await using var simulator = await OpenRouterSimulator.StartAsync(Cancellation);
        using var cancellation = new CancellationTokenSource();
        simulator.EnqueueFault(SimulatedFault.DelayResponse(TimeSpan.FromHours(1)));

        var running = simulator.RunAsync(new CommandRunner { CancellationToken = cancellation.Token }, "create", "ci-bot", "--json");
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
