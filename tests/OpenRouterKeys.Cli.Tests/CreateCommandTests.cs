using System.Text.Json;
using Microsoft.Extensions.Time.Testing;
using OpenRouterKeys.Fluent;
using OpenRouterKeys.Fluent.Testing;

namespace OpenRouterKeys.Cli.Tests;

public sealed class CreateCommandTests
{
    [Fact]
    public async Task Options_are_sent_to_the_API()
    {
        await using var simulator = await OpenRouterSimulator.StartAsync(TestContext.Current.CancellationToken);

        var run = await simulator.RunAsync(
            "create", "ci-bot", "--limit", "25.50", "--reset", "monthly", "--byok", "--expires", "2099-12-31T23:59:59+02:00",
            "--workspace", "0df9e665-d932-5740-b2c7-b52af166bc11", "--creator", "user_1", "--json");

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Equal(
            """{"name":"ci-bot","limit":25.5,"limit_reset":"monthly","include_byok_in_limit":true,"expires_at":"2099-12-31T21:59:59Z","creator_user_id":"user_1","workspace_id":"0df9e665-d932-5740-b2c7-b52af166bc11"}""",
            Assert.Single(simulator.Requests).Body);
    }

    [Fact]
    public async Task Json_contains_the_secret_and_the_properties()
    {
        await using var simulator = await OpenRouterSimulator.StartAsync(TestContext.Current.CancellationToken);

        var run = await simulator.RunAsync("create", "ci-bot", "--limit", "25", "--json");

        using var json = JsonDocument.Parse(run.Output);
        Assert.Equal(["key", "data"], json.RootElement.EnumerateObject().Select(property => property.Name));
        Assert.Equal(SecretText.FindIn(run.Output), json.RootElement.GetProperty("key").GetString());
        var data = json.RootElement.GetProperty("data");
        Assert.Equal(simulator.SingleKey().Hash, data.GetProperty("hash").GetString());
        Assert.Equal("ci-bot", data.GetProperty("name").GetString());
        Assert.Equal(25m, data.GetProperty("limit").GetDecimal());
    }

    [Fact]
    public async Task Redirected_output_is_plain_text()
    {
        await using var simulator = await OpenRouterSimulator.StartAsync(TestContext.Current.CancellationToken);

        var run = await simulator.RunAsync("create", "[red]ci[/]", "--limit", "25", "--reset", "weekly", "--expires", "2099-01-02", "--reveal");

        var key = simulator.SingleKey();
        var secret = SecretText.FindIn(run.Output);
        Assert.Equal(
            $"""
            Created a key.

              Name        [red]ci[/]
              Hash        {key.Hash}
              Limit       25 USD
              Reset       weekly, at midnight UTC
              Expires     2099-01-02 00:00:00 UTC
              Workspace   {key.WorkspaceId}
              Key         {ApiKey.From(secret)}

            Store the secret now. It is displayed only once.

            {secret}

            """.ReplaceLineEndings(),
            run.Output);
    }

    [Fact]
    public async Task Simulator_needs_no_account_and_its_key_is_masked()
    {
        var run = await CommandRunner.Default.RunAsync("create", "ci-bot", "--limit", "25", "--reset", "monthly", "--simulator");

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.StartsWith("Created a simulated key", run.Output, StringComparison.Ordinal);
        Assert.Contains("The secret is masked. Use --reveal to display it", run.Output, StringComparison.Ordinal);
        Assert.DoesNotMatch("sk-or-v1-[0-9a-f]{64}", run.Output);
    }

    [Fact]
    public async Task Json_of_a_simulated_key_is_marked_as_simulated()
    {
        var run = await CommandRunner.Default.RunAsync("create", "ci-bot", "--simulator", "--json");

        Assert.Equal(0, run.ExitCode);
        Assert.StartsWith("""{"simulated":true,"key":"sk-or-v1-""", run.Output, StringComparison.Ordinal);
        Assert.StartsWith("The key is simulated", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Dry_run_needs_no_management_key_and_no_secret_destination()
    {
        var run = await CommandRunner.Default.RunAsync("create", "ci-bot", "--limit", "5", "--dry-run");

        Assert.Equal((0, """{"name":"ci-bot","limit":5}""" + Environment.NewLine), (run.ExitCode, run.Output));
        Assert.StartsWith("Dry run: nothing was sent.", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Warning_does_not_change_the_exit_code()
    {
        var run = await CommandRunner.Default.RunAsync("create", "ci-bot", "--reset", "daily", "--dry-run");

        Assert.Equal(0, run.ExitCode);
        Assert.StartsWith("ORK1007 --reset: warning: ", run.ErrorLines[0], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("30d", "2098-01-31T00:00:00Z")]
    [InlineData("12h", "2098-01-01T12:00:00Z")]
    [InlineData("2w", "2098-01-15T00:00:00Z")]
    public async Task Lifetime_is_counted_from_now(string lifetime, string expiration)
    {
        var runner = new CommandRunner { TimeProvider = new FakeTimeProvider(new(2098, 1, 1, 0, 0, 0, 500, TimeSpan.Zero)) };

        var run = await runner.RunAsync("create", "ci-bot", "--expires", lifetime, "--dry-run");

        Assert.Equal($$"""{"name":"ci-bot","expires_at":"{{expiration}}"}""" + Environment.NewLine, run.Output);
    }

    [Theory]
    [InlineData("0d", "is not a valid lifetime")]
    [InlineData("36501d", "is not a valid lifetime")]
    [InlineData("99999999999h", "is not a valid lifetime")]
    [InlineData("-1d", "or a lifetime such as 30d, 12h or 2w.")]
    [InlineData("1.5d", "or a lifetime such as 30d, 12h or 2w.")]
    [InlineData("30m", "or a lifetime such as 30d, 12h or 2w.")]
    [InlineData("d", "or a lifetime such as 30d, 12h or 2w.")]
    public async Task Invalid_lifetime_exits_with_2(string lifetime, string error)
    {
        var run = await CommandRunner.Default.RunAsync("create", "ci-bot", $"--expires={lifetime}", "--dry-run");

        Assert.Equal((2, ""), (run.ExitCode, run.Output));
        Assert.Contains(error, run.ErrorLines[0], StringComparison.Ordinal);
    }
}
