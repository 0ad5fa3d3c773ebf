using System.Text.Json;
using OpenRouterKeys.Fluent;
using OpenRouterKeys.Fluent.Testing;

namespace OpenRouterKeys.Cli.Tests;

public sealed class ManagingKeys : IAsyncLifetime
{
    private static readonly Guid Team = new("0df9e665-d932-5740-b2c7-b52af166bc11");

    private OpenRouterSimulator _simulator = null!;

    public async ValueTask InitializeAsync() => _simulator = await OpenRouterSimulator.StartAsync(TestContext.Current.CancellationToken);

    public ValueTask DisposeAsync() => _simulator.DisposeAsync();

    [Fact]
    public async Task Keys_are_listed_as_a_table_without_colors()
    {
        _simulator.Add(new() { Hash = "h1", Name = "[red]old[/]", LimitUsd = 5, LimitRemainingUsd = 3, LimitReset = LimitReset.Daily, Usage = new(2, 2, 2, 2) });

        var run = await _simulator.RunAsync("list");

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        var lines = run.Output.Split(Environment.NewLine).Select(line => line.Split("  ", StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)).ToArray();
        Assert.Equal(["NAME", "STATE", "LIMIT", "LEFT", "RESET", "SPENT", "EXPIRES", "HASH"], lines[0]);
        Assert.Equal(["[red]old[/]", "enabled", "5 USD", "3 USD", "daily", "2 USD", "never", "h1"], lines[1]);
        Assert.DoesNotContain('\e', run.Output);
    }

    [Fact]
    public async Task The_list_can_be_JSON_in_the_shape_of_the_API()
    {
        _simulator.Add(new() { Hash = "h1", Name = "\u00fcber" });

        var run = await _simulator.RunAsync("list", "--json");

        using var json = JsonDocument.Parse(run.Output);
        var key = Assert.Single(json.RootElement.GetProperty("data").EnumerateArray());
        Assert.Equal("\u00fcber", key.GetProperty("name").GetString());
        Assert.All(run.Output, character => Assert.True(char.IsAscii(character)));
    }

    [Fact]
    public async Task Disabled_keys_and_those_of_a_workspace_are_asked_for()
    {
        _simulator.Add(new() { Hash = "h-on", Name = "on" });
        _simulator.Add(new() { Hash = "h-off", Name = "off", IsDisabled = true });
        _simulator.Add(new() { Hash = "h-team", Name = "team", WorkspaceId = Team });

        Assert.Equal(["on"], await NamesAsync());
        Assert.Equal(["off", "on"], await NamesAsync("--all"));
        Assert.Equal(["team"], await NamesAsync("--workspace", Team.ToString()));
    }

    [Fact]
    public async Task No_keys_are_told_as_such() => Assert.StartsWith("No keys here.", (await _simulator.RunAsync("list")).Output, StringComparison.Ordinal);

    [Theory]
    [InlineData("list", "Nothing was changed, but the answer could not be written: ")]
    [InlineData("show h1", "Nothing was changed, but the answer could not be written: ")]
    [InlineData("current", "Nothing was changed, but the answer could not be written: ")]
    [InlineData("update h1 --name b", "Changed the key, but the answer could not be written: ")]
    [InlineData("disable h1 --json", "Disabled the key, but the answer could not be written: ")]
    [InlineData("delete h1 --yes", "Deleted the key, but the answer could not be written: ")]
    public async Task An_output_that_takes_nothing_is_told_apart_from_what_was_done(string command, string told)
    {
        _simulator.Add(new() { Hash = "h1", Name = "a" });
        await using var closed = new ClosedPipe();

        var run = await _simulator.RunAsync(new Setting { Output = closed }, command.Split(' '));

        Assert.Equal(5, run.ExitCode);
        Assert.StartsWith(told, run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_fact_that_is_not_understood_is_not_told_as_its_default()
    {
        _simulator.Add(new()
        {
            Hash = "h1",
            AdditionalProperties = new[] { "disabled", "limit", "limit_reset", "expires_at" }.ToDictionary(member => member, _ => JsonElement.Parse("[]")),
        });

        var run = await _simulator.RunAsync("list");

        Assert.Equal(4, run.Output.Split("not understood").Length - 1);
    }

    [Fact]
    public async Task One_key_is_shown_to_people_and_to_scripts()
    {
        _simulator.Add(new() { Hash = "h1", Name = "ci", Label = "sk-or-v1-abc...xyz", LimitUsd = 5, LimitRemainingUsd = -1 });

        var people = await _simulator.RunAsync("show", "h1");
        var script = await _simulator.RunAsync("show", "h1", "--json");

        Assert.Contains("  State       enabled", people.Output, StringComparison.Ordinal);
        Assert.Contains("  Left        -1 USD", people.Output, StringComparison.Ordinal);
        Assert.StartsWith("""{"data":{"hash":"h1","name":"ci",""", script.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"name":"cd"}""", "--name", "cd")]
    [InlineData("""{"limit":7.5}""", "--limit", "7.50")]
    [InlineData("""{"limit":null}""", "--limit", "none")]
    [InlineData("""{"limit_reset":"weekly"}""", "--reset", "weekly")]
    [InlineData("""{"limit_reset":null}""", "--reset", "never")]
    [InlineData("""{"include_byok_in_limit":false}""", "--byok", "false")]
    [InlineData("""{"disabled":true}""", "--disable")]
    [InlineData("""{"disabled":false}""", "--enable")]
    public async Task What_is_named_is_changed_and_nothing_else(string body, params string[] options)
    {
        _simulator.Add(new() { Hash = "h1", Name = "ci", LimitUsd = 5 });

        var run = await _simulator.RunAsync(["update", "h1", .. options, "--json"]);

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Equal(("PATCH", body), (Assert.Single(_simulator.Requests).Method, _simulator.Requests[0].Body));
        Assert.StartsWith("""{"data":{"hash":"h1",""", run.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ORK1011 update: ")]
    [InlineData("ORK1001 --name: ", "--name", " ")]
    [InlineData("ORK1004 --limit: ", "--limit", "-1")]
    [InlineData("--limit: ", "--limit", "1,5")]
    [InlineData("--reset: ", "--reset", "yearly")]
    [InlineData("--disable and --enable contradict", "--disable", "--enable")]
    public async Task A_change_that_is_none_or_breaks_a_rule_is_not_sent(string message, params string[] options)
    {
        var run = await _simulator.RunAsync(["update", "h1", .. options]);

        Assert.Equal((2, ""), (run.ExitCode, run.Output));
        Assert.StartsWith(message, run.Error, StringComparison.Ordinal);
        Assert.Empty(_simulator.Requests);
    }

    [Fact]
    public async Task A_key_is_switched_off_and_on()
    {
        _simulator.Add(new() { Hash = "h1", Name = "ci" });

        var off = await _simulator.RunAsync("disable", "h1");
        Assert.True(_simulator.OnlyKey().IsDisabled);
        var on = await _simulator.RunAsync("enable", "h1");

        Assert.False(_simulator.OnlyKey().IsDisabled);
        Assert.StartsWith("Disabled a key.", off.Output, StringComparison.Ordinal);
        Assert.StartsWith("Enabled a key.", on.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("show")]
    [InlineData("disable")]
    [InlineData("enable")]
    [InlineData("delete", "--yes")]
    [InlineData("update", "--limit", "1")]
    [InlineData("rotate", "--json")]
    public async Task A_key_that_does_not_exist_ends_with_1(string command, params string[] options)
    {
        var run = await _simulator.RunAsync([command, "unknown", .. options]);

        Assert.Equal((1, ""), (run.ExitCode, run.Output));
        Assert.Contains("404", run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("show")]
    [InlineData("disable")]
    [InlineData("delete", "--yes")]
    [InlineData("update", "--limit", "1")]
    [InlineData("rotate", "--json")]
    public async Task A_pasted_key_is_no_hash_and_is_not_echoed(string command, params string[] options)
    {
        var secret = "sk-or-v1-" + new string('a', 64);
        string[] noHashes = [secret, _simulator.ManagementKey.Reveal(), " ", ".."];
        foreach (var noHash in noHashes)
        {
            var run = await _simulator.RunAsync([command, noHash, .. options]);

            Assert.Equal((2, ""), (run.ExitCode, run.Output));
            Assert.StartsWith("HASH is no hash of a key", Assert.Single(run.ErrorLines), StringComparison.Ordinal);
            Assert.DoesNotContain("aaaa", run.Error, StringComparison.Ordinal);
        }

        Assert.Empty(_simulator.Requests);
    }

    [Fact]
    public async Task A_change_left_in_doubt_ends_with_4_and_says_where_to_look()
    {
        _simulator.Add(new() { Hash = "h1", Name = "ci" });
        for (var attempt = 0; attempt < 3; attempt++)
        {
            _simulator.EnqueueFault(SimulatedFault.DropResponse());
        }

        var run = await _simulator.RunAsync(new Setting { Clock = new ImpatientClock() }, "disable", "h1");

        Assert.Equal((4, ""), (run.ExitCode, run.Output));
        Assert.Equal("Look what became of it: openrouter-keys show h1", run.ErrorLines[^1]);
    }

    [Fact]
    public async Task The_management_key_is_told_of_and_an_API_key_to_who_has_it()
    {
        using var folder = new TemporaryFolder();
        await _simulator.RunAsync("create", "ci-bot", "--secret-to", folder["key"]);

        var management = await _simulator.RunAsync("current", "--json");
        var own = await _simulator.RunAsync(new Setting { ManagementKey = " " }, "current", "--key-from", folder["key"], "--json");
        var none = await _simulator.RunAsync("current", "--key-from", folder.Write("none", "two words"));

        Assert.Contains("is_management_key", management.Output, StringComparison.Ordinal);
        Assert.Contains(_simulator.OnlyKey().Hash, own.Output, StringComparison.Ordinal);
        Assert.Equal((2, $"{folder["none"]} holds no API key: put the key alone there."), (none.ExitCode, Assert.Single(none.ErrorLines)));
    }

    private async Task<string[]> NamesAsync(params string[] options)
    {
        using var json = JsonDocument.Parse((await _simulator.RunAsync(["list", "--json", .. options])).Output);
        return [.. json.RootElement.GetProperty("data").EnumerateArray().Select(key => key.GetProperty("name").GetString()!)];
    }
}
