using System.Text.Json;
using OpenRouterKeys.Fluent;
using OpenRouterKeys.Fluent.Testing;

namespace OpenRouterKeys.Cli.Tests;

public sealed class ExportCommandTests : IAsyncLifetime
{
    private static readonly Guid Team = new("0df9e665-d932-5740-b2c7-b52af166bc11");

    private OpenRouterSimulator _simulator = null!;

    public async ValueTask InitializeAsync() => _simulator = await OpenRouterSimulator.StartAsync(TestContext.Current.CancellationToken);

    public ValueTask DisposeAsync() => _simulator.DisposeAsync();

    [Fact]
    public async Task Csv_contains_the_settings_of_each_key_oldest_first()
    {
        AddTwoKeys();

        var run = await _simulator.RunAsync("export");

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Equal(
            [
                "name,limit,limit_reset,include_byok_in_limit,expires_at,creator_user_id,disabled",
                "a,none,never,false,,,false",
                "\"b, c\",12.5,monthly,true,2099-12-31T23:59:59.25Z,user_1,true",
                "",
            ],
            run.Output.Split("\r\n"));
    }

    [Fact]
    public async Task Json_is_an_array_of_requests()
    {
        AddTwoKeys();
        _simulator.Add(new() { Hash = "h3", Name = "\u00fc", ExternalUser = "customer-7" });

        var run = await _simulator.RunAsync("export", "--json");
        var csv = await _simulator.RunAsync("export");

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Equal(
            """
            [
            {"name":"a","limit":null,"limit_reset":null,"include_byok_in_limit":false,"disabled":false},
            {"name":"b, c","limit":12.5,"limit_reset":"monthly","include_byok_in_limit":true,"expires_at":"2099-12-31T23:59:59.25Z","creator_user_id":"user_1","disabled":true},
            {"name":"\u00FC","limit":null,"limit_reset":null,"include_byok_in_limit":false,"external":{"user":"customer-7"},"disabled":false}
            ]

            """.ReplaceLineEndings(),
            run.Output);
        Assert.Equal("warning: 1 of the keys belong to an external user, which CSV cannot contain. Add --json to export it.", Assert.Single(csv.ErrorLines));
    }

    [Fact]
    public async Task Workspace_is_in_the_file_only_if_it_was_selected()
    {
        _simulator.Add(new() { Hash = "h1", Name = "a" });
        _simulator.Add(new() { Hash = "h2", Name = "b", WorkspaceId = Team });

        var csv = await _simulator.RunAsync("export", "--workspace", Team.ToString());
        var json = await _simulator.RunAsync("export", "--json", "--workspace", Team.ToString());

        Assert.Equal(
            $"name,limit,limit_reset,include_byok_in_limit,expires_at,workspace_id,creator_user_id,disabled\r\nb,none,never,false,,{Team},,false\r\n", csv.Output);
        Assert.Equal(Team, Assert.Single(JsonElement.Parse(json.Output).EnumerateArray()).GetProperty("workspace_id").GetGuid());
    }

    [Fact]
    public async Task Expired_keys_are_omitted()
    {
        _simulator.Add(new() { Hash = "h1", Name = "a", ExpiresAt = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero) });

        var csv = await _simulator.RunAsync("export");
        var json = await _simulator.RunAsync("export", "--json");

        Assert.Single(csv.Output.Split("\r\n", StringSplitOptions.RemoveEmptyEntries));
        Assert.Equal("[]" + Environment.NewLine, json.Output);
    }

    [Fact]
    public async Task Only_enabled_key_of_a_name_is_exported_otherwise_the_newest_with_a_warning()
    {
        _simulator.Add(new() { Hash = "h1", Name = "rotated", LimitUsd = 1 });
        _simulator.Add(new() { Hash = "h2", Name = "rotated", LimitUsd = 2, IsDisabled = true });
        _simulator.Add(new() { Hash = "h3", Name = "both", LimitUsd = 3, CreatedAt = new(2026, 1, 2, 0, 0, 0, TimeSpan.Zero) });
        _simulator.Add(new() { Hash = "h4", Name = "both", LimitUsd = 4, CreatedAt = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero) });

        var run = await _simulator.RunAsync("export");

        Assert.Contains("rotated,1,", run.Output, StringComparison.Ordinal);
        Assert.Contains("both,3,", run.Output, StringComparison.Ordinal);
        Assert.Equal(3, run.Output.Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Length);
        Assert.StartsWith("warning: 2 keys are named \"both\". Only the newest one is exported (h3)", Assert.Single(run.ErrorLines), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Settings_that_could_not_be_read_are_omitted_with_a_warning()
    {
        _simulator.Add(new()
        {
            Hash = "h1",
            Name = "a",
            LimitUsd = 5,
            AdditionalProperties = new[] { "disabled", "limit", "limit_reset", "expires_at" }.ToDictionary(property => property, _ => JsonElement.Parse("[]")),
        });

        var csv = await _simulator.RunAsync("export");
        var json = await _simulator.RunAsync("export", "--json");

        Assert.EndsWith("\r\na,,,false,,,\r\n", csv.Output, StringComparison.Ordinal);
        Assert.Equal(["name", "include_byok_in_limit"], JsonElement.Parse(json.Output)[0].EnumerateObject().Select(property => property.Name));
        Assert.StartsWith("warning: \"a\" (h1): limit, limit_reset, expires_at, disabled could not be read", Assert.Single(csv.ErrorLines), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Missing_limit_is_not_exported_as_unlimited()
    {
        _simulator.EnqueueFault(SimulatedFault.RespondWith("""{"data":[{"hash":"h1","name":"a","disabled":false}]}""", System.Net.HttpStatusCode.OK));
        _simulator.EnqueueFault(SimulatedFault.RespondWith("""{"data":[{"hash":"h1","name":"a","disabled":false}]}""", System.Net.HttpStatusCode.OK));

        var run = await _simulator.RunAsync("export");

        Assert.EndsWith("\r\na,,,,,,false\r\n", run.Output, StringComparison.Ordinal);
        Assert.Contains("limit, limit_reset, include_byok_in_limit could not be read", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Key_that_apply_would_reject_is_omitted_and_its_secret_is_not_displayed()
    {
        var secret = "sk-or-v1-" + new string('b', 64);
        _simulator.Add(new() { Hash = "h1", Name = secret });
        _simulator.Add(new() { Hash = "h2", Name = " " });

        var run = await _simulator.RunAsync("export");

        Assert.Equal(0, run.ExitCode);
        Assert.Single(run.Output.Split("\r\n", StringSplitOptions.RemoveEmptyEntries));
        Assert.Equal(2, run.ErrorLines.Length);
        Assert.StartsWith("warning: \"***\" (h1) is not exported, because apply would reject it. ORK1002: ", run.ErrorLines[0], StringComparison.Ordinal);
        Assert.DoesNotContain("bbbb", run.Output + run.Error, StringComparison.Ordinal);
    }

    private void AddTwoKeys()
    {
        _simulator.Add(new() { Hash = "h1", Name = "a" });
        _simulator.Add(new()
        {
            Hash = "h2",
            Name = "b, c",
            LimitUsd = 12.50m,
            LimitReset = LimitReset.Monthly,
            IncludeByokInLimit = true,
            ExpiresAt = new(2099, 12, 31, 23, 59, 59, 250, TimeSpan.Zero),
            CreatorUserId = "user_1",
            IsDisabled = true,
        });
    }
}
