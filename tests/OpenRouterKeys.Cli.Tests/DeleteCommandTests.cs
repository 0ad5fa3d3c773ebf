using OpenRouterKeys.Fluent.Testing;

namespace OpenRouterKeys.Cli.Tests;

public sealed class DeleteCommandTests : IAsyncLifetime
{
    private OpenRouterSimulator _simulator = null!;

    public async ValueTask InitializeAsync()
    {
        _simulator = await OpenRouterSimulator.StartAsync(TestContext.Current.CancellationToken);
        _simulator.Add(new() { Hash = "h1", Name = "ci" });
    }

    public ValueTask DisposeAsync() => _simulator.DisposeAsync();

    [Fact]
    public async Task Redirected_input_without_yes_option_sends_nothing()
    {
        var run = await _simulator.RunAsync(new CommandRunner { Input = "y\n" }, "delete", "h1");

        Assert.Equal((2, ""), (run.ExitCode, run.Output));
        Assert.Contains("--yes", run.Error, StringComparison.Ordinal);
        Assert.Empty(_simulator.Requests);
    }

    [Theory]
    [InlineData("y\n")]
    [InlineData("YES\n")]
    public async Task Confirmation_deletes_the_key(string answer)
    {
        var run = await _simulator.RunAsync(new CommandRunner { IsInputInteractive = true, Input = answer }, "delete", "h1");

        Assert.Equal((0, "Deleted the key \"ci\"." + Environment.NewLine), (run.ExitCode, run.Output));
        Assert.Equal("Delete the key \"ci\" permanently? [y/N] ", run.Error);
        Assert.Empty(_simulator.Keys);
    }

    [Theory]
    [InlineData("")]
    [InlineData("\n")]
    [InlineData("n\n")]
    [InlineData("yesterday\n")]
    public async Task Any_other_answer_deletes_nothing(string answer)
    {
        var run = await _simulator.RunAsync(new CommandRunner { IsInputInteractive = true, Input = answer }, "delete", "h1");

        Assert.Equal((130, ""), (run.ExitCode, run.Output));
        Assert.EndsWith("Nothing was deleted." + Environment.NewLine, run.Error, StringComparison.Ordinal);
        Assert.Single(_simulator.Keys);
    }

    [Fact]
    public async Task Unknown_key_and_canceled_command_delete_nothing()
    {
        using var canceled = new CancellationTokenSource();
        await canceled.CancelAsync();

        var unknown = await _simulator.RunAsync("delete", "h1", "stray", "--yes");
        var stopped = await _simulator.RunAsync(new CommandRunner { CancellationToken = canceled.Token }, "delete", "h1", "--yes");

        Assert.Equal(1, unknown.ExitCode);
        Assert.EndsWith(" Nothing was deleted.", Assert.Single(unknown.ErrorLines), StringComparison.Ordinal);
        Assert.Equal((130, "Canceled. Nothing was deleted."), (stopped.ExitCode, Assert.Single(stopped.ErrorLines)));
        Assert.Single(_simulator.Keys);
    }

    [Fact]
    public async Task Yes_option_skips_the_prompt()
    {
        var run = await _simulator.RunAsync("delete", "h1", "--yes", "--json");

        Assert.Equal((0, """{"deleted":true}""" + Environment.NewLine, ""), (run.ExitCode, run.Output, run.Error));
        Assert.Empty(_simulator.Keys);
    }
}
