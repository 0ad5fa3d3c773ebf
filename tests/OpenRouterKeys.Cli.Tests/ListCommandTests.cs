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

    [Fact]
    public async Task Filter_is_a_part_of_the_name_or_a_pattern()
    {
        foreach (var name in new[] { "CI-bot", "old ci", "app", "a.b" })
        {
            _simulator.Add(new() { Hash = name, Name = name });
        }

        Assert.Equal(["old ci", "CI-bot"], await ListNamesAsync("--filter", "ci"));
        Assert.Equal(["CI-bot"], await ListNamesAsync("--filter", "ci*"));
        Assert.Equal(["a.b"], await ListNamesAsync("--filter", "."));
        Assert.Empty(await ListNamesAsync("--filter", "[a]"));
        Assert.StartsWith("No keys found. Change or remove --filter, or add --all ", (await _simulator.RunAsync("list", "--filter", "x")).Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("name", "A", "b", "c")]
    [InlineData("created", "b", "A", "c")]
    [InlineData("spent", "c", "A", "b")]
    [InlineData("spent:desc", "b", "A", "c")]
    [InlineData("left", "b", "c", "A")]
    [InlineData("expires", "c", "b", "A")]
    [InlineData("limit", "b", "c", "A")]
    [InlineData("limit:desc", "A", "c", "b")]
    public async Task Sort_orders_the_keys(string order, params string[] names)
    {
        _simulator.Add(new() { Hash = "1", Name = "b", CreatedAt = Day(1), Usage = new(9, 0, 0, 0), LimitUsd = 5, LimitRemainingUsd = -4, ExpiresAt = Day(4) });
        _simulator.Add(new() { Hash = "2", Name = "A", CreatedAt = Day(2), Usage = new(2.5m, 0, 0, 0) });
        _simulator.Add(new() { Hash = "3", Name = "c", CreatedAt = Day(3), Usage = new(0, 0, 0, 0), LimitUsd = 10, LimitRemainingUsd = 10, ExpiresAt = Day(3) });

        Assert.Equal(names, await ListNamesAsync("--sort", order));

        static DateTimeOffset Day(int day) => new(2099, 1, day, 0, 0, 0, TimeSpan.Zero);
    }

    [Fact]
    public async Task Unknown_order_exits_with_2()
    {
        var run = await _simulator.RunAsync("list", "--sort", "age");

        Assert.Equal((2, ""), (run.ExitCode, run.Output));
        Assert.StartsWith("--sort: 'age' is not an order. Use name, created, spent, left, expires or limit, with :desc ", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Csv_has_the_properties_of_the_API_and_no_secret()
    {
        var secret = "sk-or-v1-" + new string('b', 64);
        _simulator.Add(new()
        {
            Hash = "h1",
            Name = "a, \"b\"",
            Label = "sk-or-v1-abc...xyz",
            LimitUsd = 12.5m,
            LimitRemainingUsd = -1,
            LimitReset = LimitReset.Daily,
            CreatedAt = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero),
            WorkspaceId = Team,
        });
        _simulator.Add(new() { Hash = "h2", Name = $"pasted {secret}", WorkspaceId = Team });

        var run = await _simulator.RunAsync("list", "--csv", "--workspace", Team.ToString());

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        var lines = run.Output.Split("\r\n");
        Assert.Equal(
            "hash,name,label,disabled,limit,limit_remaining,limit_reset,include_byok_in_limit,usage,usage_daily,usage_weekly,usage_monthly,byok_usage,"
            + "byok_usage_daily,byok_usage_weekly,byok_usage_monthly,created_at,updated_at,expires_at,creator_user_id,workspace_id,external_user,last_used_at",
            lines[0]);
        Assert.StartsWith("h2,pasted ***,", lines[1], StringComparison.Ordinal);
        Assert.Equal($"h1,\"a, \"\"b\"\"\",sk-or-v1-abc...xyz,false,12.5,-1,daily,false,0,0,0,0,0,0,0,0,2026-01-02T03:04:05Z,,,,{Team},,", lines[2]);
        Assert.Equal(("", 4), (lines[3], lines.Length));
    }

    [Theory]
    [InlineData("=1+1", true)]
    [InlineData("+a", true)]
    [InlineData("-a", true)]
    [InlineData("@a", true)]
    [InlineData("-1", false)]
    [InlineData("a=1", false)]
    public async Task Csv_contains_formulas_unchanged_with_a_warning(string name, bool hasWarning)
    {
        _simulator.Add(new() { Hash = "h1", Name = name, LimitUsd = 5, LimitRemainingUsd = -1 });

        var run = await _simulator.RunAsync("list", "--csv");

        Assert.Contains($"\r\nh1,{name},", run.Output, StringComparison.Ordinal);
        Assert.Equal(hasWarning, run.Error.StartsWith("warning: 1 row has a text that begins with =, +, - or @", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Csv_in_a_terminal_contains_no_escape_sequences()
    {
        _simulator.Add(new() { Hash = "h1", Name = "\e[31mred" });

        var terminal = await _simulator.RunAsync(new CommandRunner { IsOutputInteractive = true }, "list", "--csv");
        var file = await _simulator.RunAsync("list", "--csv");

        Assert.Contains(@"h1,\u001B[31mred,", terminal.Output, StringComparison.Ordinal);
        Assert.Contains("h1,\e[31mred,", file.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Csv_and_JSON_cannot_be_combined()
    {
        var run = await _simulator.RunAsync("list", "--csv", "--json");

        Assert.Equal((2, ""), (run.ExitCode, run.Output));
        Assert.Empty(_simulator.Requests);
    }

    private async Task<string[]> ListNamesAsync(params string[] options)
    {
        using var json = JsonDocument.Parse((await _simulator.RunAsync(["list", "--json", .. options])).Output);
        return [.. json.RootElement.GetProperty("data").EnumerateArray().Select(key => key.GetProperty("name").GetString()!)];
    }
}
