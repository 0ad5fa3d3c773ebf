using System.Text.Json;

namespace OpenRouterKeys.Cli.Tests;

public sealed class SimulatorOptionTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    private string Simulator => $"--simulator={_directory["state.json"]}";

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task State_file_keeps_the_key_for_later_commands()
    {
        var created = await CommandRunner.Default.RunAsync("create", "ci-bot", "--limit", "5", Simulator, "--secret-to", _directory["key"]);
        var hash = await GetHashAsync();
        var updated = await CommandRunner.Default.RunAsync("update", hash, "--limit", "7", Simulator);
        var shown = await CommandRunner.Default.RunAsync("show", hash, "--json", Simulator);
        var current = await CommandRunner.Default.RunAsync("current", "--key-from", _directory["key"], Simulator);
        var deleted = await CommandRunner.Default.RunAsync("delete", hash, "--yes", Simulator);
        var listed = await CommandRunner.Default.RunAsync("list", Simulator);

        Assert.All([created, updated, shown, current, deleted, listed], run => Assert.Equal((0, ""), (run.ExitCode, run.Error)));
        Assert.StartsWith($"Created a simulated key. It exists only in {_directory["state.json"]} ", created.Output, StringComparison.Ordinal);
        Assert.StartsWith("""{"simulated":true,"data":{"hash":""", shown.Output, StringComparison.Ordinal);
        Assert.Contains("\"limit\":7,", shown.Output, StringComparison.Ordinal);
        Assert.StartsWith("No keys", listed.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Invalid_state_file_exits_with_2_and_is_unchanged()
    {
        _directory.Write("state.json", "other content");

        var run = await CommandRunner.Default.RunAsync("list", Simulator);

        Assert.Equal((2, ""), (run.ExitCode, run.Output));
        Assert.Contains(_directory["state.json"], Assert.Single(run.ErrorLines), StringComparison.Ordinal);
        Assert.Equal("other content", await File.ReadAllTextAsync(_directory["state.json"], TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Unwritable_state_file_exits_with_2()
    {
        var run = await CommandRunner.Default.RunAsync("create", "ci-bot", $"--simulator={Path.Combine(_directory["none"], "state.json")}");

        Assert.Equal((2, ""), (run.ExitCode, run.Output));
        Assert.Contains("the directory does not exist", Assert.Single(run.ErrorLines), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("create", "--dry-run", "--simulator", "ci-bot")]
    [InlineData("create", "--dry-run", "--", "--simulator=ci")]
    public async Task Next_argument_is_not_the_state_file(params string[] args)
    {
        var run = await CommandRunner.Default.RunAsync(args);

        Assert.Equal((0, $$"""{"name":"{{args[^1]}}"}""" + Environment.NewLine), (run.ExitCode, run.Output));
    }

    [Fact]
    public async Task Empty_file_name_exits_with_2() => Assert.Equal(2, (await CommandRunner.Default.RunAsync("list", "--simulator=")).ExitCode);

    private async Task<string> GetHashAsync()
    {
        using var json = JsonDocument.Parse((await CommandRunner.Default.RunAsync("list", "--json", Simulator)).Output);
        return json.RootElement.GetProperty("data")[0].GetProperty("hash").GetString()!;
    }
}
