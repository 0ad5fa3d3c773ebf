using OpenRouterKeys.Fluent.Testing;

namespace OpenRouterKeys.Cli.Tests;

public sealed class KeyCommandTests : IAsyncLifetime
{
    // A full hash, which is used without listing the keys.
    private static readonly string Hash = new('a', 64);

    private OpenRouterSimulator _simulator = null!;

    public async ValueTask InitializeAsync() => _simulator = await OpenRouterSimulator.StartAsync(TestContext.Current.CancellationToken);

    public ValueTask DisposeAsync() => _simulator.DisposeAsync();

    [Theory]
    [InlineData("list", "Nothing was changed, but the result could not be written: ")]
    [InlineData("show h1", "Nothing was changed, but the result could not be written: ")]
    [InlineData("current", "Nothing was changed, but the result could not be written: ")]
    [InlineData("update h1 --name b", "Updated the key, but the result could not be written: ")]
    [InlineData("disable h1 --json", "Disabled the key, but the result could not be written: ")]
    [InlineData("delete h1 --yes", "Deleted the key, but the result could not be written: ")]
    public async Task Closed_output_exits_with_5_and_reports_what_was_done(string command, string message)
    {
        _simulator.Add(new() { Hash = "h1", Name = "a" });
        await using var closed = new ClosedPipeWriter();

        var run = await _simulator.RunAsync(new CommandRunner { Output = closed }, command.Split(' '));

        Assert.Equal(5, run.ExitCode);
        Assert.StartsWith(message, run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Show_writes_text_or_JSON()
    {
        _simulator.Add(new() { Hash = "h1", Name = "ci", Label = "sk-or-v1-abc...xyz", LimitUsd = 5, LimitRemainingUsd = -1 });

        var text = await _simulator.RunAsync("show", "h1");
        var json = await _simulator.RunAsync("show", "h1", "--json");

        Assert.Contains("  State       enabled", text.Output, StringComparison.Ordinal);
        Assert.Contains("  Left        -1 USD", text.Output, StringComparison.Ordinal);
        Assert.Contains("  Last used   not recorded", text.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("  Customer", text.Output, StringComparison.Ordinal);
        Assert.StartsWith("""{"data":{"hash":"h1","name":"ci",""", json.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Show_writes_the_last_use_and_the_external_user()
    {
        _simulator.Add(new() { Hash = "h1", ExternalUser = "customer-7", LastUsedAt = new(2026, 11, 28, 21, 4, 9, 123, TimeSpan.Zero), ExpiresAt = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero) });

        var text = await _simulator.RunAsync("show", "h1");

        Assert.Contains("  State       expired", text.Output, StringComparison.Ordinal);
        Assert.Contains("  Last used   2026-11-28 21:04:09 UTC", text.Output, StringComparison.Ordinal);
        Assert.Contains("  Customer    customer-7", text.Output, StringComparison.Ordinal);
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
    public async Task Update_sends_the_given_settings_only(string body, params string[] options)
    {
        _simulator.Add(new() { Hash = Hash, Name = "ci", LimitUsd = 5 });

        var run = await _simulator.RunAsync(["update", Hash, .. options, "--json"]);

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Equal(("PATCH", body), (Assert.Single(_simulator.Requests).Method, _simulator.Requests[0].Body));
        Assert.StartsWith($$"""{"data":{"hash":"{{Hash}}",""", run.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("No change is given. Add an option such as --limit USD.")]
    [InlineData("ORK1001 --name: ", "--name", " ")]
    [InlineData("ORK1004 --limit: ", "--limit", "-1")]
    [InlineData("--limit: ", "--limit", "1,5")]
    [InlineData("--reset: ", "--reset", "yearly")]
    [InlineData("--disable and --enable cannot be combined", "--disable", "--enable")]
    public async Task Empty_or_invalid_update_is_not_sent(string message, params string[] options)
    {
        var run = await _simulator.RunAsync(["update", "h1", .. options]);

        Assert.Equal((2, ""), (run.ExitCode, run.Output));
        Assert.StartsWith(message, run.Error, StringComparison.Ordinal);
        Assert.Empty(_simulator.Requests);
    }

    [Fact]
    public async Task Disable_and_enable_update_the_key()
    {
        _simulator.Add(new() { Hash = "h1", Name = "ci" });

        var disabled = await _simulator.RunAsync("disable", "h1");
        Assert.True(_simulator.SingleKey().IsDisabled);
        var enabled = await _simulator.RunAsync("enable", "h1");

        Assert.False(_simulator.SingleKey().IsDisabled);
        Assert.StartsWith("Disabled a key.", disabled.Output, StringComparison.Ordinal);
        Assert.StartsWith("Enabled a key.", enabled.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("show")]
    [InlineData("disable")]
    [InlineData("enable")]
    [InlineData("delete", "--yes")]
    [InlineData("update", "--limit", "1")]
    [InlineData("rotate", "--json")]
    public async Task Unknown_hash_exits_with_1(string command, params string[] options)
    {
        var run = await _simulator.RunAsync([command, "unknown", .. options]);

        Assert.Equal((1, ""), (run.ExitCode, run.Output));
        Assert.Single(run.ErrorLines);
    }

    [Theory]
    [InlineData("show")]
    [InlineData("disable")]
    [InlineData("delete", "--yes")]
    [InlineData("update", "--limit", "1")]
    [InlineData("rotate", "--json")]
    public async Task Key_instead_of_hash_exits_with_2_and_is_not_displayed(string command, params string[] options)
    {
        var secret = "sk-or-v1-" + new string('a', 64);
        string[] invalidHashes = [secret, _simulator.ManagementKey.Reveal(), " ", ".."];
        foreach (var invalidHash in invalidHashes)
        {
            var run = await _simulator.RunAsync([command, invalidHash, .. options]);

            Assert.Equal((2, ""), (run.ExitCode, run.Output));
            Assert.StartsWith("KEY is not a key's hash or name.", Assert.Single(run.ErrorLines), StringComparison.Ordinal);
            Assert.DoesNotContain("aaaa", run.Error, StringComparison.Ordinal);
        }

        Assert.Empty(_simulator.Requests);
    }

    [Fact]
    public async Task Unknown_outcome_exits_with_4_and_reports_how_to_check()
    {
        _simulator.Add(new() { Hash = Hash, Name = "ci" });
        for (var attempt = 0; attempt < 3; attempt++)
        {
            _simulator.EnqueueFault(SimulatedFault.DropResponse());
        }

        var run = await _simulator.RunAsync(new CommandRunner { TimeProvider = new NoDelayTimeProvider() }, "disable", Hash);

        Assert.Equal((4, ""), (run.ExitCode, run.Output));
        Assert.Equal($"Check the key: openrouter-keys show {Hash}", run.ErrorLines[^1]);
    }

    [Fact]
    public async Task Current_shows_the_management_key_or_the_key_in_a_file()
    {
        using var directory = new TemporaryDirectory();
        await _simulator.RunAsync("create", "ci-bot", "--secret-to", directory["key"]);

        var management = await _simulator.RunAsync("current", "--json");
        var api = await _simulator.RunAsync(new CommandRunner { ManagementKey = " " }, "current", "--key-from", directory["key"], "--json");
        var invalid = await _simulator.RunAsync("current", "--key-from", directory.Write("invalid", "two words"));

        var text = await _simulator.RunAsync(new CommandRunner { ManagementKey = " " }, "current", "--key-from", directory["key"]);

        Assert.DoesNotContain("not returned", text.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("  Hash ", text.Output, StringComparison.Ordinal);
        Assert.Contains("is_management_key", management.Output, StringComparison.Ordinal);
        Assert.Contains(_simulator.SingleKey().Label, api.Output, StringComparison.Ordinal);
        Assert.Equal((2, $"{directory["invalid"]} does not contain an API key. Put the key alone in the file."), (invalid.ExitCode, Assert.Single(invalid.ErrorLines)));
    }
}
