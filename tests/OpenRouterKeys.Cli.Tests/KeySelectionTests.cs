using OpenRouterKeys.Fluent;
using OpenRouterKeys.Fluent.Testing;

namespace OpenRouterKeys.Cli.Tests;

public sealed class KeySelectionTests : IAsyncLifetime
{
    private static readonly Guid Team = new("0df9e665-d932-5740-b2c7-b52af166bc11");
    private static readonly string Hash = "abcd" + new string('1', 60);
    private static readonly string OldHash = "abce" + new string('2', 60);

    private OpenRouterSimulator _simulator = null!;

    public async ValueTask InitializeAsync() => _simulator = await OpenRouterSimulator.StartAsync(TestContext.Current.CancellationToken);

    public ValueTask DisposeAsync() => _simulator.DisposeAsync();

    [Theory]
    [InlineData("show")]
    [InlineData("update", "--limit", "1")]
    [InlineData("disable")]
    [InlineData("enable")]
    [InlineData("delete", "--yes")]
    public async Task Name_or_unique_prefix_selects_a_key_also_a_disabled_or_expired_one(string command, params string[] options)
    {
        foreach (var text in new[] { "ci bot", "abcd", "abcd111" })
        {
            var hash = "abcd" + new string('1', 60 - text.Length) + text.Length;
            _simulator.Add(new() { Hash = hash, Name = "ci bot", IsDisabled = true, ExpiresAt = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero) });

            var run = await _simulator.RunAsync([command, text, .. options]);

            Assert.Equal((0, ""), (run.ExitCode, run.Error));
            Assert.EndsWith($"/keys/{hash}", _simulator.Requests[^1].Path, StringComparison.Ordinal);
            await _simulator.RunAsync("delete", hash, "--yes");
        }
    }

    [Fact]
    public async Task Rotate_accepts_a_name_and_a_workspace()
    {
        _simulator.Add(new() { Hash = Hash, Name = "ci bot" });
        _simulator.Add(new() { Hash = OldHash, Name = "team", WorkspaceId = Team });

        var inDefault = await _simulator.RunAsync("rotate", "ci bot", "--json");
        var inTeam = await _simulator.RunAsync("rotate", "abce", "--json", "--workspace", Team.ToString());

        Assert.Equal((0, 0), (inDefault.ExitCode, inTeam.ExitCode));
        Assert.Equal([OldHash, Hash], _simulator.Keys.Where(key => key.IsDisabled).Select(key => key.Hash));
    }

    [Fact]
    public async Task Full_hash_is_used_without_a_list()
    {
        _simulator.Add(new() { Hash = Hash, Name = "ci" });

        Assert.Equal(0, (await _simulator.RunAsync("show", Hash)).ExitCode);
        Assert.Equal(0, (await _simulator.RunAsync("disable", Hash, Hash)).ExitCode);

        Assert.Equal(["GET", "PATCH"], _simulator.Requests.Select(request => request.Method));
    }

    [Fact]
    public async Task Hash_precedes_a_name_and_a_name_precedes_a_prefix()
    {
        _simulator.Add(new() { Hash = "abcd", Name = "first" });
        _simulator.Add(new() { Hash = "abcdef", Name = "abcd" });
        _simulator.Add(new() { Hash = "bcde1", Name = "second" });
        _simulator.Add(new() { Hash = "ffff1", Name = "bcde" });

        Assert.Contains("\"first\"", (await _simulator.RunAsync("show", "abcd", "--json")).Output, StringComparison.Ordinal);
        Assert.Contains("\"ffff1\"", (await _simulator.RunAsync("show", "bcde", "--json")).Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("show")]
    [InlineData("update", "--limit", "1")]
    [InlineData("disable")]
    [InlineData("enable")]
    [InlineData("delete", "--yes")]
    [InlineData("rotate", "--reveal")]
    public async Task Name_of_a_rotated_key_lists_both_keys_and_changes_nothing(string command, params string[] options)
    {
        _simulator.Add(new() { Hash = OldHash, Name = "ci", IsDisabled = true, CreatedAt = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero) });
        _simulator.Add(new() { Hash = Hash, Name = "ci", CreatedAt = new(2026, 2, 2, 3, 4, 5, TimeSpan.Zero) });

        var run = await _simulator.RunAsync([command, "ci", .. options]);

        Assert.Equal((2, ""), (run.ExitCode, run.Output));
        Assert.Equal(
            [
                "2 keys are named \"ci\". Use the hash of one of them:",
                $"  ci  enabled   created 2026-02-02 03:04:05 UTC  {Hash}",
                $"  ci  disabled  created 2026-01-02 03:04:05 UTC  {OldHash}",
                "Nothing was changed.",
            ],
            run.ErrorLines);
        Assert.All(_simulator.Requests, request => Assert.Equal("GET", request.Method));
    }

    [Fact]
    public async Task Ambiguous_prefix_lists_the_keys()
    {
        _simulator.Add(new() { Hash = OldHash, Name = "a" });
        _simulator.Add(new() { Hash = "abce3", Name = "b" });

        var run = await _simulator.RunAsync("disable", "abce");

        Assert.Equal(2, run.ExitCode);
        Assert.StartsWith("The hashes of 2 keys begin with \"abce\".", run.Error, StringComparison.Ordinal);
        Assert.Contains(OldHash, run.Error, StringComparison.Ordinal);
        Assert.All(_simulator.Requests, request => Assert.Equal("GET", request.Method));
    }

    [Theory]
    [InlineData("abc")] // too short for a prefix
    [InlineData("CI")]
    [InlineData("team")]
    public async Task No_match_exits_with_1_and_reports_what_was_searched(string text)
    {
        _simulator.Add(new() { Hash = Hash, Name = "ci" });
        _simulator.Add(new() { Hash = OldHash, Name = "team", WorkspaceId = Team });

        var run = await _simulator.RunAsync("delete", text, "--yes");

        Assert.Equal((1, ""), (run.ExitCode, run.Output));
        Assert.StartsWith($"No key of the default workspace has the name \"{text}\"", Assert.Single(run.ErrorLines), StringComparison.Ordinal);
        Assert.Contains("--workspace ID", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Workspace_option_selects_the_workspace_to_search()
    {
        _simulator.Add(new() { Hash = Hash, Name = "ci" });
        _simulator.Add(new() { Hash = OldHash, Name = "team", WorkspaceId = Team });

        var found = await _simulator.RunAsync("show", "team", "--workspace", Team.ToString());
        var missing = await _simulator.RunAsync("show", "ci", "--workspace", Team.ToString());

        Assert.Equal(0, found.ExitCode);
        Assert.Equal(1, missing.ExitCode);
        Assert.StartsWith($"No key of workspace {Team} has the name", missing.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Names_in_messages_are_safe()
    {
        var secret = "sk-or-v1-" + new string('b', 64);
        _simulator.Add(new() { Hash = "abcd1", Name = $"\e[31m {secret}" });
        _simulator.Add(new() { Hash = "abcd2", Name = "b" });

        var run = await _simulator.RunAsync("disable", "abcd");

        Assert.DoesNotContain('\e', run.Error);
        Assert.DoesNotContain("bbbb", run.Error, StringComparison.Ordinal);
    }
}
