using OpenRouterKeys.Fluent.Testing;

namespace OpenRouterKeys.Cli.Tests;

public sealed class SecretOutputTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task Missing_destination_exits_with_2_and_sends_nothing()
    {
        await using var simulator = await OpenRouterSimulator.StartAsync(TestContext.Current.CancellationToken);

        var run = await simulator.RunAsync("create", "ci-bot");

        Assert.Equal((2, ""), (run.ExitCode, run.Output));
        Assert.Contains("--secret-to FILE, --output secret, --json or --reveal", Assert.Single(run.ErrorLines), StringComparison.Ordinal);
        Assert.Empty(simulator.Requests);
    }

    [Fact]
    public async Task File_contains_the_secret_and_output_the_masked_key()
    {
        await using var simulator = await OpenRouterSimulator.StartAsync(TestContext.Current.CancellationToken);

        var run = await simulator.RunAsync("create", "ci-bot", "--secret-to", _directory["key"]);

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Matches("^sk-or-v1-[0-9a-f]{64}\n$", await File.ReadAllTextAsync(_directory["key"], TestContext.Current.CancellationToken));
        Assert.DoesNotMatch("sk-or-v1-[0-9a-f]{64}", run.Output);
        Assert.Contains(simulator.SingleKey().Label, run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task File_is_readable_by_its_owner_only()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no file modes.");

        await CommandRunner.Default.RunAsync("create", "ci-bot", "--simulator", "--secret-to", _directory["key"]);

#pragma warning disable CA1416 // skipped on Windows
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(_directory["key"]));
#pragma warning restore CA1416
    }

    [Fact]
    public async Task Json_with_a_file_contains_the_secret_only_with_reveal_option()
    {
        var hidden = await CommandRunner.Default.RunAsync("create", "ci-bot", "--simulator", "--json", "--secret-to", _directory["hidden"]);
        var revealed = await CommandRunner.Default.RunAsync("create", "ci-bot", "--simulator", "--json", "--secret-to", _directory["revealed"], "--reveal");

        Assert.StartsWith("""{"simulated":true,"data":{"hash":""", hidden.Output, StringComparison.Ordinal);
        Assert.DoesNotMatch("sk-or-v1-[0-9a-f]{64}", hidden.Output);
        Assert.Equal(SecretText.FindIn(revealed.Output) + "\n", await File.ReadAllTextAsync(_directory["revealed"], TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Existing_file_is_unchanged_and_nothing_is_sent()
    {
        await using var simulator = await OpenRouterSimulator.StartAsync(TestContext.Current.CancellationToken);
        _directory.Write("key", "other content");

        var run = await simulator.RunAsync("create", "ci-bot", "--secret-to", _directory["key"], "--reveal");

        Assert.Equal((2, ""), (run.ExitCode, run.Output));
        Assert.Equal($"--secret-to: {_directory["key"]} cannot be created: the file already exists. Nothing was sent.", Assert.Single(run.ErrorLines));
        Assert.Equal("other content", await File.ReadAllTextAsync(_directory["key"], TestContext.Current.CancellationToken));
        Assert.Empty(simulator.Requests);
    }

    [Fact]
    public async Task Missing_directory_exits_with_2()
    {
        var run = await CommandRunner.Default.RunAsync("create", "ci-bot", "--simulator", "--secret-to", Path.Combine(_directory["none"], "key"));

        Assert.Equal(2, run.ExitCode);
        Assert.Contains("the directory does not exist", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Rejected_request_deletes_the_empty_file()
    {
        await using var simulator = await OpenRouterSimulator.StartAsync(TestContext.Current.CancellationToken);
        simulator.EnqueueFault(SimulatedFault.Reject(System.Net.HttpStatusCode.BadRequest));

        var run = await simulator.RunAsync("create", "ci-bot", "--secret-to", _directory["key"]);

        Assert.Equal(1, run.ExitCode);
        Assert.False(File.Exists(_directory["key"]));
    }

    [Theory]
    [InlineData("--reset", "daily")]
    [InlineData("--json")]
    public async Task Full_disk_deletes_the_key(params string[] options)
    {
        await using var simulator = await OpenRouterSimulator.StartAsync(TestContext.Current.CancellationToken);
        var runner = new CommandRunner { CreateSecretFile = _ => new FullDiskStream() };

        var run = await simulator.RunAsync(runner, ["create", "ci-bot", "--limit", "1", "--secret-to", _directory["key"], .. options]);

        Assert.Equal((5, ""), (run.ExitCode, run.Output));
        Assert.Equal(["The new key could not be stored. It was deleted.", $"{_directory["key"]} could not be written: No space left on device. No key remains."], run.ErrorLines);
        Assert.Empty(simulator.Keys);
    }

    [Theory]
    [InlineData("--json")]
    [InlineData("--reveal")]
    [InlineData("--output", "secret")]
    [InlineData("--output", "env")]
    public async Task Failing_output_deletes_the_key(params string[] options)
    {
        await using var simulator = await OpenRouterSimulator.StartAsync(TestContext.Current.CancellationToken);
        await using var output = new StreamWriter(new FullDiskStream(), leaveOpen: true) { AutoFlush = true };

        var run = await simulator.RunAsync(new CommandRunner { Output = output }, ["create", "ci-bot", .. options]);

        Assert.Equal(5, run.ExitCode);
        Assert.EndsWith("No key remains.", run.ErrorLines[^1], StringComparison.Ordinal);
        Assert.Empty(simulator.Keys);
    }

    [Fact]
    public async Task Key_that_cannot_be_deleted_is_reported_without_its_secret()
    {
        await using var simulator = await OpenRouterSimulator.StartAsync(TestContext.Current.CancellationToken);
        await using var output = new StreamWriter(new FullDiskStream(), leaveOpen: true) { AutoFlush = true };
        simulator.EnqueueFault(SimulatedFault.None);
        simulator.EnqueueFault(SimulatedFault.Reject(System.Net.HttpStatusCode.Forbidden));

        var run = await simulator.RunAsync(new CommandRunner { Output = output }, "create", "ci-bot", "--json");

        Assert.Equal(5, run.ExitCode);
        Assert.EndsWith($"Delete it: openrouter-keys delete {simulator.SingleKey().Hash}", run.ErrorLines[^1], StringComparison.Ordinal);
        Assert.DoesNotMatch("sk-or-v1-[0-9a-f]{64}", run.Error);
    }

    [Fact]
    public async Task Failing_result_after_the_secret_was_stored_keeps_the_key()
    {
        await using var simulator = await OpenRouterSimulator.StartAsync(TestContext.Current.CancellationToken);
        await using var output = new StreamWriter(new FullDiskStream(), leaveOpen: true) { AutoFlush = true };

        var run = await simulator.RunAsync(new CommandRunner { Output = output }, "create", "ci-bot", "--json", "--secret-to", _directory["key"]);

        Assert.Equal(5, run.ExitCode);
        Assert.StartsWith($"The key \"ci-bot\" was created, and its secret is in {_directory["key"]}", Assert.Single(run.ErrorLines), StringComparison.Ordinal);
        Assert.Equal("ci-bot", simulator.SingleKey().Name);
    }

    [Fact]
    public async Task Closed_output_as_the_only_destination_sends_nothing()
    {
        await using var simulator = await OpenRouterSimulator.StartAsync(TestContext.Current.CancellationToken);

        var run = await simulator.RunAsync(new CommandRunner { IsOutputClosed = true }, "create", "ci-bot", "--json");

        Assert.Equal(5, run.ExitCode);
        Assert.EndsWith("Nothing was sent.", Assert.Single(run.ErrorLines), StringComparison.Ordinal);
        Assert.Empty(simulator.Requests);
    }

    [Theory]
    [InlineData("", "--output", "secret")]
    [InlineData("", "--secret-to", "-")]
    [InlineData("OPENROUTER_API_KEY=", "--output", "env")]
    [InlineData("CI_KEY=", "--output", "env", "--env-name", "CI_KEY")]
    public async Task Output_contains_only_the_secret(string prefix, params string[] options)
    {
        await using var simulator = await OpenRouterSimulator.StartAsync(TestContext.Current.CancellationToken);

        var run = await simulator.RunAsync(["create", "ci-bot", .. options]);

        Assert.Equal(0, run.ExitCode);
        Assert.Matches($"^{prefix}sk-or-v1-[0-9a-f]{{64}}{Environment.NewLine}$", run.Output);
        Assert.Equal($"The key \"ci-bot\" with the hash {simulator.SingleKey().Hash} was created.", Assert.Single(run.ErrorLines));
    }

    [Theory]
    [InlineData("--json and --output cannot be combined. Remove one of them.", "--json", "--output", "secret")]
    [InlineData("--secret-to - writes only the secret to standard output. Remove the option for another format.", "--secret-to", "-", "--json")]
    [InlineData("--env-name needs --output env. Add it, or remove --env-name.", "--env-name", "A", "--json")]
    [InlineData("--env-name: '1A' is not a variable name. Use letters, digits and underscores, and begin with a letter or an underscore.", "--output", "env", "--env-name", "1A")]
    public async Task Contradicting_options_send_nothing(string error, params string[] options)
    {
        await using var simulator = await OpenRouterSimulator.StartAsync(TestContext.Current.CancellationToken);

        var run = await simulator.RunAsync(["create", "ci-bot", .. options]);

        Assert.Equal((2, error), (run.ExitCode, run.ErrorLines[0]));
        Assert.Empty(simulator.Requests);
    }
}
