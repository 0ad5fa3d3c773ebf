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
        Assert.Contains("--secret-to FILE, --json or --reveal", Assert.Single(run.ErrorLines), StringComparison.Ordinal);
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
    public async Task Full_disk_writes_the_secret_to_output(params string[] options)
    {
        await using var simulator = await OpenRouterSimulator.StartAsync(TestContext.Current.CancellationToken);
        var runner = new CommandRunner { CreateSecretFile = _ => new FullDiskStream() };

        var run = await simulator.RunAsync(runner, ["create", "ci-bot", "--limit", "1", "--secret-to", _directory["key"], .. options]);

        Assert.Equal(5, run.ExitCode);
        Assert.Matches("sk-or-v1-[0-9a-f]{64}", run.Output);
        Assert.DoesNotContain("The secret is in", run.Output, StringComparison.Ordinal);
        Assert.Contains("written to standard output instead", run.Error, StringComparison.Ordinal);
        Assert.DoesNotMatch("sk-or-v1-[0-9a-f]{64}", run.Error);
    }

    [Fact]
    public async Task Failing_output_reports_the_key_to_delete_without_its_secret()
    {
        await using var simulator = await OpenRouterSimulator.StartAsync(TestContext.Current.CancellationToken);
        await using var output = new StreamWriter(new FullDiskStream(), leaveOpen: true) { AutoFlush = true };

        var run = await simulator.RunAsync(new CommandRunner { Output = output }, "create", "ci-bot", "--json");

        Assert.Equal(5, run.ExitCode);
        Assert.Contains(simulator.SingleKey().Hash, run.Error, StringComparison.Ordinal);
        Assert.Contains("Its secret is lost. Delete the key.", run.Error, StringComparison.Ordinal);
        Assert.DoesNotMatch("sk-or-v1-[0-9a-f]{64}", run.Error);
    }

    [Theory]
    [InlineData("--json")]
    [InlineData("--reveal")]
    public async Task Failing_description_still_writes_the_secret(string option)
    {
        await using var simulator = await OpenRouterSimulator.StartAsync(TestContext.Current.CancellationToken);
        await using var output = new FailsOnceWriter();

        var run = await simulator.RunAsync(new CommandRunner { Output = output }, "create", "ci-bot", option);

        Assert.Equal(5, run.ExitCode);
        Assert.Matches("sk-or-v1-[0-9a-f]{64}", output.ToString());
        Assert.Contains("Its secret is on standard output", run.Error, StringComparison.Ordinal);
    }

    private sealed class FailsOnceWriter : StringWriter
    {
        private bool _hasFailed;

        public override void Write(char value) => Fail();

        public override void Write(string? value)
        {
            Fail();
            base.Write(value);
        }

        public override void WriteLine(string? value)
        {
            Fail();
            base.WriteLine(value);
        }

        private void Fail()
        {
            if (!_hasFailed)
            {
                _hasFailed = true;
                throw new InvalidOperationException("The first write fails.");
            }
        }
    }
}
