using OpenRouterKeys.Fluent.Testing;

namespace OpenRouterKeys.Cli.Tests;

public sealed class KeepingTheSecret : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_real_key_without_a_place_for_its_secret_is_refused_before_anything_is_sent()
    {
        await using var simulator = await OpenRouterSimulator.StartAsync(TestContext.Current.CancellationToken);

        var run = await simulator.RunAsync("create", "ci-bot");

        Assert.Equal((2, ""), (run.ExitCode, run.Output));
        Assert.Contains("--secret-to FILE, --json or --reveal", Assert.Single(run.ErrorLines), StringComparison.Ordinal);
        Assert.Empty(simulator.Requests);
    }

    [Fact]
    public async Task A_file_gets_the_secret_and_a_newline_and_output_the_mask()
    {
        await using var simulator = await OpenRouterSimulator.StartAsync(TestContext.Current.CancellationToken);

        var run = await simulator.RunAsync("create", "ci-bot", "--secret-to", _folder["key"]);

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Matches("^sk-or-v1-[0-9a-f]{64}\n$", await File.ReadAllTextAsync(_folder["key"], TestContext.Current.CancellationToken));
        Assert.DoesNotMatch("sk-or-v1-[0-9a-f]{64}", run.Output);
        Assert.Contains(simulator.OnlyKey().Label, run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_file_is_its_owners_alone()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no file modes.");

        await Run.Of("create", "ci-bot", "--simulator", "--secret-to", _folder["key"]);

#pragma warning disable CA1416 // skipped on Windows
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(_folder["key"]));
#pragma warning restore CA1416
    }

    [Fact]
    public async Task Json_beside_a_file_has_no_secret_unless_revealed()
    {
        var hidden = await Run.Of("create", "ci-bot", "--simulator", "--json", "--secret-to", _folder["hidden"]);
        var revealed = await Run.Of("create", "ci-bot", "--simulator", "--json", "--secret-to", _folder["revealed"], "--reveal");

        Assert.StartsWith("""{"simulated":true,"data":{"hash":""", hidden.Output, StringComparison.Ordinal);
        Assert.DoesNotMatch("sk-or-v1-[0-9a-f]{64}", hidden.Output);
        Assert.Equal(SimulatedRun.SecretIn(revealed.Output) + "\n", await File.ReadAllTextAsync(_folder["revealed"], TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_file_that_exists_is_left_alone_and_nothing_is_sent()
    {
        await using var simulator = await OpenRouterSimulator.StartAsync(TestContext.Current.CancellationToken);
        _folder.Write("key", "precious");

        var run = await simulator.RunAsync("create", "ci-bot", "--secret-to", _folder["key"], "--reveal");

        Assert.Equal((2, ""), (run.ExitCode, run.Output));
        Assert.Equal($"--secret-to: {_folder["key"]} cannot be created: it exists already. Nothing was sent.", Assert.Single(run.ErrorLines));
        Assert.Equal("precious", await File.ReadAllTextAsync(_folder["key"], TestContext.Current.CancellationToken));
        Assert.Empty(simulator.Requests);
    }

    [Fact]
    public async Task A_file_in_a_directory_that_does_not_exist_is_refused()
    {
        var run = await Run.Of("create", "ci-bot", "--simulator", "--secret-to", Path.Combine(_folder["none"], "key"));

        Assert.Equal(2, run.ExitCode);
        Assert.Contains("its directory does not exist", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_empty_file_is_removed_where_no_key_was_created()
    {
        await using var simulator = await OpenRouterSimulator.StartAsync(TestContext.Current.CancellationToken);
        simulator.EnqueueFault(SimulatedFault.Reject(System.Net.HttpStatusCode.BadRequest));

        var run = await simulator.RunAsync("create", "ci-bot", "--secret-to", _folder["key"]);

        Assert.Equal(1, run.ExitCode);
        Assert.False(File.Exists(_folder["key"]));
    }

    [Theory]
    [InlineData("--reset", "daily")]
    [InlineData("--json")]
    public async Task A_secret_that_the_file_does_not_take_stands_on_output(params string[] options)
    {
        await using var simulator = await OpenRouterSimulator.StartAsync(TestContext.Current.CancellationToken);
        var setting = new Setting { CreateSecretFile = _ => new FullDisk() };

        var run = await simulator.RunAsync(setting, ["create", "ci-bot", "--limit", "1", "--secret-to", _folder["key"], .. options]);

        Assert.Equal(5, run.ExitCode);
        Assert.Matches("sk-or-v1-[0-9a-f]{64}", run.Output);
        Assert.DoesNotContain("is in", run.Output, StringComparison.Ordinal);
        Assert.Contains("stands on standard output instead", run.Error, StringComparison.Ordinal);
        Assert.DoesNotMatch("sk-or-v1-[0-9a-f]{64}", run.Error);
    }

    [Fact]
    public async Task An_output_that_fails_names_the_key_to_delete_and_tells_no_secret_elsewhere()
    {
        await using var simulator = await OpenRouterSimulator.StartAsync(TestContext.Current.CancellationToken);
        await using var output = new StreamWriter(new FullDisk(), leaveOpen: true) { AutoFlush = true };

        var run = await simulator.RunAsync(new Setting { Output = output }, "create", "ci-bot", "--json");

        Assert.Equal(5, run.ExitCode);
        Assert.Contains(simulator.OnlyKey().Hash, run.Error, StringComparison.Ordinal);
        Assert.Contains("Delete the key", run.Error, StringComparison.Ordinal);
        Assert.DoesNotMatch("sk-or-v1-[0-9a-f]{64}", run.Error);
    }

    [Theory]
    [InlineData("--json")]
    [InlineData("--reveal")]
    public async Task A_description_that_fails_does_not_take_the_secret_with_it(string option)
    {
        await using var simulator = await OpenRouterSimulator.StartAsync(TestContext.Current.CancellationToken);
        await using var output = new FailsOnce();

        var run = await simulator.RunAsync(new Setting { Output = output }, "create", "ci-bot", option);

        Assert.Equal(5, run.ExitCode);
        Assert.Matches("sk-or-v1-[0-9a-f]{64}", output.ToString());
        Assert.Contains("Its secret stands alone on standard output", run.Error, StringComparison.Ordinal);
    }

    private sealed class FailsOnce : StringWriter
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
                throw new InvalidOperationException("The description cannot be drawn.");
            }
        }
    }
}
