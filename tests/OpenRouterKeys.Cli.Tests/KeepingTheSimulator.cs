using System.Text.Json;

namespace OpenRouterKeys.Cli.Tests;

public sealed class KeepingTheSimulator : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string Simulator => $"--simulator={_folder["state.json"]}";

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task What_one_command_creates_the_next_ones_change_show_and_delete()
    {
        var created = await Run.Of("create", "ci-bot", "--limit", "5", Simulator, "--secret-to", _folder["key"]);
        var hash = await HashAsync();
        var changed = await Run.Of("update", hash, "--limit", "7", Simulator);
        var shown = await Run.Of("show", hash, "--json", Simulator);
        var current = await Run.Of("current", "--key-from", _folder["key"], Simulator);
        var deleted = await Run.Of("delete", hash, "--yes", Simulator);
        var listed = await Run.Of("list", Simulator);

        Assert.All([created, changed, shown, current, deleted, listed], run => Assert.Equal((0, ""), (run.ExitCode, run.Error)));
        Assert.StartsWith($"Created a simulated key: it exists in {_folder["state.json"]} alone", created.Output, StringComparison.Ordinal);
        Assert.StartsWith("""{"simulated":true,"data":{"hash":""", shown.Output, StringComparison.Ordinal);
        Assert.Contains("\"limit\":7,", shown.Output, StringComparison.Ordinal);
        Assert.StartsWith("No keys", listed.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_holds_something_else_is_refused_by_name()
    {
        _folder.Write("state.json", "precious");

        var run = await Run.Of("list", Simulator);

        Assert.Equal((2, ""), (run.ExitCode, run.Output));
        Assert.Contains(_folder["state.json"], Assert.Single(run.ErrorLines), StringComparison.Ordinal);
        Assert.Equal("precious", await File.ReadAllTextAsync(_folder["state.json"], TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_file_that_cannot_be_written_is_told_before_anything_is_done()
    {
        var run = await Run.Of("create", "ci-bot", $"--simulator={Path.Combine(_folder["none"], "state.json")}");

        Assert.Equal((2, ""), (run.ExitCode, run.Output));
        Assert.Contains("its directory does not exist", Assert.Single(run.ErrorLines), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("create", "--dry-run", "--simulator", "ci-bot")]
    [InlineData("create", "--dry-run", "--", "--simulator=ci")]
    public async Task The_word_behind_the_flag_is_no_file(params string[] args)
    {
        var run = await Run.Of(args);

        Assert.Equal((0, $$"""{"name":"{{args[^1]}}"}""" + Environment.NewLine), (run.ExitCode, run.Output));
    }

    [Fact]
    public async Task An_empty_file_name_ends_with_2() => Assert.Equal(2, (await Run.Of("list", "--simulator=")).ExitCode);

    private async Task<string> HashAsync()
    {
        using var json = JsonDocument.Parse((await Run.Of("list", "--json", Simulator)).Output);
        return json.RootElement.GetProperty("data")[0].GetProperty("hash").GetString()!;
    }
}
