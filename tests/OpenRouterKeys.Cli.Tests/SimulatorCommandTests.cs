using System.Text.RegularExpressions;
using OpenRouterKeys.Fluent;

namespace OpenRouterKeys.Cli.Tests;

/// <summary>The command <c>simulator</c>, which serves other programs until it is interrupted.</summary>
public sealed partial class SimulatorCommandTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task Serves_the_printed_address_with_the_printed_key_until_it_is_interrupted()
    {
        var created = await RunAsync(["simulator", "--port", "0"], client => client.CreateAsync(KeyRequest.Named("ci-bot"), TestContext.Current.CancellationToken));

        Assert.Equal("ci-bot", created.Info.Name);
    }

    [Fact]
    public async Task State_file_keeps_the_keys_for_the_next_start()
    {
        string[] args = ["simulator", "--port", "0", "--state", _directory["state.json"]];
        var created = await RunAsync(args, client => client.CreateAsync(KeyRequest.Named("ci-bot"), TestContext.Current.CancellationToken));
        var key = await RunAsync(args, client => client.GetAsync(created.Info.Hash, TestContext.Current.CancellationToken));

        Assert.Equal("ci-bot", key.Name);
    }

    [Theory]
    [InlineData("65536")]
    [InlineData("-1")]
    [InlineData("http")]
    public async Task Invalid_port_exits_with_2(string port)
    {
        var run = await CommandRunner.Default.RunAsync("simulator", "--port", port);

        Assert.Equal((2, ""), (run.ExitCode, run.Output));
    }

    [Fact]
    public async Task Port_in_use_exits_with_2() => await RunAsync(["simulator", "--port", "0"], async client =>
    {
        var port = (await CommandRunner.Default.RunAsync("simulator", "--port", AddressOf(client).Port.ToString(System.Globalization.CultureInfo.InvariantCulture)));

        Assert.Equal((2, ""), (port.ExitCode, port.Output));
        Assert.Contains("in use", Assert.Single(port.ErrorLines), StringComparison.Ordinal);
        return client;
    });

    [Fact]
    public async Task Invalid_state_file_exits_with_2_and_is_unchanged()
    {
        _directory.Write("state.json", "other content");
        var run = await CommandRunner.Default.RunAsync("simulator", "--port", "0", "--state", _directory["state.json"]);

        Assert.Equal((2, ""), (run.ExitCode, run.Output));
        Assert.Equal("other content", await File.ReadAllTextAsync(_directory["state.json"], TestContext.Current.CancellationToken));
    }

    private Uri AddressOf(OpenRouterKeysClient client) => _addresses[client];

    private readonly Dictionary<OpenRouterKeysClient, Uri> _addresses = [];

    private async Task<T> RunAsync<T>(string[] args, Func<OpenRouterKeysClient, Task<T>> use)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        using var output = new StartedOutput();
        var command = (CommandRunner.Default with { Output = output, CancellationToken = stop.Token }).RunAsync(args);
        var started = StartRegex().Match(await output.Text.WaitAsync(TestContext.Current.CancellationToken));
        var address = new Uri(started.Groups["address"].Value);
        using var client = new OpenRouterKeysClient(ManagementKey.From(started.Groups["key"].Value), new() { BaseAddress = address, MaxAttempts = 1 });
        _addresses[client] = address;
        var result = await use(client);
        await stop.CancelAsync();
        var run = await command;

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        return result;
    }

    [GeneratedRegex(@"runs at (?<address>\S+)\s+Its management key is\s+(?<key>\S+)")]
    private static partial Regex StartRegex();

    // Completes when the command has written its text.
    private sealed class StartedOutput : StringWriter
    {
        private readonly TaskCompletionSource<string> _text = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task<string> Text => _text.Task;

        public override Task WriteLineAsync(string? value)
        {
            _text.TrySetResult(value ?? "");
            return Task.CompletedTask;
        }
    }
}
