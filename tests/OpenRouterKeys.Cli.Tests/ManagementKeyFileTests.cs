using OpenRouterKeys.Fluent.Testing;

namespace OpenRouterKeys.Cli.Tests;

public sealed class ManagementKeyFileTests : IAsyncLifetime
{
    private const string Option = "--management-key-from";

    private readonly TemporaryDirectory _directory = new();
    private OpenRouterSimulator _simulator = null!;

    private string Key => _simulator.ManagementKey.Reveal();

    public async ValueTask InitializeAsync()
    {
        _simulator = await OpenRouterSimulator.StartAsync(TestContext.Current.CancellationToken);
        _simulator.Add(new() { Hash = "h1", Name = "ci" });
    }

    public async ValueTask DisposeAsync()
    {
        _directory.Dispose();
        await _simulator.DisposeAsync();
    }

    [Theory]
    [InlineData("")]
    [InlineData("\n")]
    [InlineData("\r\n")]
    public async Task File_overrides_the_variable(string lineBreak)
    {
        var runner = new CommandRunner { ManagementKey = "another-management-key", Input = Key + lineBreak };

        var file = await _simulator.RunAsync(runner, "list", Option, _directory.Write("key", Key + lineBreak));
        var input = await _simulator.RunAsync(runner, "show", "ci", Option, "-");

        Assert.All([file, input], run => Assert.Equal((0, ""), (run.ExitCode, run.Error)));
    }

    [Theory]
    [InlineData("", "is empty")]
    [InlineData(" \n", "is empty")]
    [InlineData("two words", "contains white space, a control character or a non-ASCII character")]
    [InlineData("a-key\n\n", "contains white space, a control character or a non-ASCII character")]
    [InlineData("k\u00e9y", "contains white space, a control character or a non-ASCII character")]
    public async Task Invalid_file_exits_with_2_and_is_not_displayed(string text, string error)
    {
        var run = await _simulator.RunAsync("list", Option, _directory.Write("key", text));

        Assert.Equal((2, ""), (run.ExitCode, run.Output));
        Assert.StartsWith($"The file of {Option} {error}", Assert.Single(run.ErrorLines), StringComparison.Ordinal);
        Assert.DoesNotContain("words", run.Error, StringComparison.Ordinal);
        Assert.Empty(_simulator.Requests);
    }

    [Fact]
    public async Task Large_file_exits_with_2() =>
        Assert.Contains("is larger than 4 KiB", (await _simulator.RunAsync("list", Option, _directory.Write("key", new string('a', 4097)))).Error, StringComparison.Ordinal);

    [Fact]
    public async Task Key_instead_of_the_file_is_not_displayed()
    {
        var run = await CommandRunner.Default.RunAsync("list", Option, "my-management-key");

        Assert.Equal((2, ""), (run.ExitCode, run.Output));
        Assert.Contains("the file does not exist", Assert.Single(run.ErrorLines), StringComparison.Ordinal);
        Assert.DoesNotContain("my-management-key", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Key_of_the_file_as_an_argument_is_neither_sent_nor_displayed()
    {
        var file = _directory.Write("key", "my-management-key");

        var asHash = await _simulator.RunAsync("disable", "x-my-management-key", Option, file);
        var asWorkspace = await _simulator.RunAsync("apply", "my-management-key", Option, file);

        Assert.StartsWith("KEY is not a key's hash or name.", asHash.Error, StringComparison.Ordinal);
        Assert.Equal("*** cannot be read: the file does not exist.", Assert.Single(asWorkspace.ErrorLines));
        Assert.DoesNotContain("my-management-key", asHash.Error, StringComparison.Ordinal);
        Assert.Empty(_simulator.Requests);
    }

    [Theory]
    [InlineData("apply", "-")]
    [InlineData("create", "--from-json", "-", "--reveal")]
    [InlineData("current", "--key-from", "-")]
    [InlineData("audit", "--policy", "-")]
    public async Task Input_is_read_only_once(string command, params string[] args)
    {
        var run = await _simulator.RunAsync(new CommandRunner { Input = Key }, [command, .. args, Option, "-"]);

        Assert.Equal((2, ""), (run.ExitCode, run.Output));
        Assert.StartsWith("Standard input can be read only once", Assert.Single(run.ErrorLines), StringComparison.Ordinal);
        Assert.Empty(_simulator.Requests);
    }

    [Fact]
    public async Task Input_that_was_the_key_is_not_the_answer_to_a_prompt()
    {
        var run = await _simulator.RunAsync(new CommandRunner { Input = Key, IsInputInteractive = true }, "delete", "ci", Option, "-");

        Assert.Equal((2, ""), (run.ExitCode, run.Output));
        Assert.Contains("--yes", run.Error, StringComparison.Ordinal);
        Assert.Single(_simulator.Keys);
    }

    [Fact]
    public async Task Simulator_needs_no_management_key()
    {
        var run = await CommandRunner.Default.RunAsync("list", "--simulator", Option, "-");

        Assert.Equal((2, ""), (run.ExitCode, run.Output));
        Assert.StartsWith($"--simulator and {Option} cannot be combined", Assert.Single(run.ErrorLines), StringComparison.Ordinal);
    }
}
