using OpenRouterKeys.Fluent.Testing;

namespace OpenRouterKeys.Cli.Tests;

public sealed class DeletingKeys : IAsyncLifetime
{
    private OpenRouterSimulator _simulator = null!;

    public async ValueTask InitializeAsync()
    {
        _simulator = await OpenRouterSimulator.StartAsync(TestContext.Current.CancellationToken);
        _simulator.Add(new() { Hash = "h1", Name = "ci" });
    }

    public ValueTask DisposeAsync() => _simulator.DisposeAsync();

    [Fact]
    public async Task Without_a_terminal_nobody_is_asked_and_nothing_is_sent()
    {
        var run = await _simulator.RunAsync(new Setting { Input = "y\n" }, "delete", "h1");

        Assert.Equal((2, ""), (run.ExitCode, run.Output));
        Assert.Contains("--yes", run.Error, StringComparison.Ordinal);
        Assert.Empty(_simulator.Requests);
    }

    [Theory]
    [InlineData("y\n")]
    [InlineData("YES\n")]
    public async Task A_yes_deletes(string answer)
    {
        var run = await _simulator.RunAsync(new Setting { InputIsScreen = true, Input = answer }, "delete", "h1");

        Assert.Equal((0, "Deleted the key." + Environment.NewLine), (run.ExitCode, run.Output));
        Assert.Equal("Delete the key \"ci\" for good? [y/N] ", run.Error);
        Assert.Empty(_simulator.Keys);
    }

    [Theory]
    [InlineData("")]
    [InlineData("\n")]
    [InlineData("n\n")]
    [InlineData("yesterday\n")]
    public async Task Anything_else_does_not(string answer)
    {
        var run = await _simulator.RunAsync(new Setting { InputIsScreen = true, Input = answer }, "delete", "h1");

        Assert.Equal((130, ""), (run.ExitCode, run.Output));
        Assert.EndsWith("Nothing was deleted." + Environment.NewLine, run.Error, StringComparison.Ordinal);
        Assert.Single(_simulator.Keys);
    }

    [Fact]
    public async Task Yes_beforehand_asks_nothing()
    {
        var run = await _simulator.RunAsync("delete", "h1", "--yes", "--json");

        Assert.Equal((0, """{"deleted":true}""" + Environment.NewLine, ""), (run.ExitCode, run.Output, run.Error));
        Assert.Empty(_simulator.Keys);
    }
}
