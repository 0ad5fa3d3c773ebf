using System.Text.Json;
using OpenRouterKeys.Fluent;
using OpenRouterKeys.Fluent.Testing;

namespace OpenRouterKeys.Cli.Tests;

public sealed class ListCommandTests : IAsyncLifetime
{
    private static readonly Guid Team = new("0df9e665-d932-5740-b2c7-b52af166bc11");

    private OpenRouterSimulator _simulator = null!;

    public async ValueTask InitializeAsync() => _simulator = await OpenRouterSimulator.StartAsync(TestContext.Current.CancellationToken);

    public ValueTask DisposeAsync() => _simulator.DisposeAsync();

    [Fact]
    public async Task Redirected_output_is_a_table_without_colors()
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
    public async Task Json_has_the_format_of_the_API_in_ASCII()
    {
        _simulator.Add(new() { Hash = "h1", Name = "\u00fcber" });

        var run = await _simulator.RunAsync("list", "--json");

        using var json = JsonDocument.Parse(run.Output);
        var key = Assert.Single(json.RootElement.GetProperty("data").EnumerateArray());
        Assert.Equal("\u00fcber", key.GetProperty("name").GetString());
        Assert.All(run.Output, character => Assert.True(char.IsAscii(character)));
    }

    [Fact]
    public async Task Json_contains_the_last_use_and_the_external_user()
    {
        _simulator.Add(new() { Hash = "h1", ExternalUser = "customer-7", LastUsedAt = new(2026, 11, 28, 21, 4, 9, TimeSpan.Zero) });

        foreach (var run in new[] { await _simulator.RunAsync("list", "--json"), await _simulator.RunAsync("show", "h1", "--json") })
        {
            Assert.Contains("""
                "external_user":"customer-7","last_used_at":"2026-11-28T21:04:09Z"
                """, run.Output, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Expired_keys_are_listed_with_their_state()
    {
        _simulator.Add(new() { Hash = "h1", Name = "old", ExpiresAt = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero) });

        Assert.StartsWith("No keys found. Add --all to include disabled keys, --expired to include expired keys, or ", (await _simulator.RunAsync("list")).Output, StringComparison.Ordinal);
        Assert.Matches("old +expired ", (await _simulator.RunAsync("list", "--expired")).Output);
    }

    [Fact]
    public async Task Options_include_disabled_and_expired_keys_and_select_the_workspace()
    {
        _simulator.Add(new() { Hash = "h-on", Name = "on" });
        _simulator.Add(new() { Hash = "h-off", Name = "off", IsDisabled = true });
        _simulator.Add(new() { Hash = "h-old", Name = "old", ExpiresAt = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero) });
        _simulator.Add(new() { Hash = "h-team", Name = "team", WorkspaceId = Team });

        Assert.Equal(["on"], await ListNamesAsync());
        Assert.Equal(["off", "on"], await ListNamesAsync("--all"));
        Assert.Equal(["old", "on"], await ListNamesAsync("--expired"));
        Assert.Equal(["old", "off", "on"], await ListNamesAsync("--all", "--expired"));
        Assert.Equal(["team"], await ListNamesAsync("--workspace", Team.ToString()));
    }

    [Fact]
    public async Task Empty_list_writes_a_hint() => Assert.StartsWith("No keys found.", (await _simulator.RunAsync("list")).Output, StringComparison.Ordinal);

    [Fact]
    public async Task Unreadable_property_is_listed_as_unknown()
    {
        _simulator.Add(new()
        {
            Hash = "h1",
            AdditionalProperties = new[] { "disabled", "limit", "limit_reset", "expires_at" }.ToDictionary(property => property, _ => JsonElement.Parse("[]")),
        });

        var run = await _simulator.RunAsync("list");

        Assert.Equal(4, run.Output.Split("unknown").Length - 1);
    }

    private async Task<string[]> ListNamesAsync(params string[] options)
    {
        using var json = JsonDocument.Parse((await _simulator.RunAsync(["list", "--json", .. options])).Output);
        return [.. json.RootElement.GetProperty("data").EnumerateArray().Select(key => key.GetProperty("name").GetString()!)];
    }
}
