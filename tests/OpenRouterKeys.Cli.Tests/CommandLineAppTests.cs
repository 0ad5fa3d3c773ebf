namespace OpenRouterKeys.Cli.Tests;

public sealed class CommandLineAppTests
{
    [Theory]
    [InlineData("25", "25")]
    [InlineData("0", "0")]
    [InlineData("0.50", "0.5")]
    [InlineData("1500.25", "1500.25")]
    public async Task Valid_amount_is_sent(string text, string json)
    {
        var run = await CommandRunner.Default.RunAsync("create", "ci-bot", "--limit", text, "--dry-run");

        Assert.Equal($$"""{"name":"ci-bot","limit":{{json}}}""" + Environment.NewLine, run.Output);
    }

    [Theory]
    [InlineData("1,5")]
    [InlineData("1,000")]
    [InlineData("1.000,5")]
    [InlineData("1e3")]
    [InlineData("$5")]
    [InlineData("5 ")]
    [InlineData(".5")]
    [InlineData("5.")]
    [InlineData("")]
    [InlineData("٥")]
    [InlineData("NaN")]
    [InlineData("0.12345678901234567890123456789012345")]
    [InlineData("99999999999999999999999999999999")]
    public async Task Invalid_amount_exits_with_2(string text)
    {
        var run = await CommandRunner.Default.RunAsync("create", "ci-bot", "--limit", text, "--dry-run");

        Assert.Equal((2, ""), (run.ExitCode, run.Output));
        Assert.StartsWith("--limit: ", run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("2099-12-31", "2099-12-31T00:00:00Z")]
    [InlineData("2099-12-31T23:59Z", "2099-12-31T23:59:00Z")]
    [InlineData("2099-12-31T23:59:59Z", "2099-12-31T23:59:59Z")]
    [InlineData("2099-12-31T23:59:59.25Z", "2099-12-31T23:59:59.25Z")]
    [InlineData("2099-12-31T23:59:59+02:00", "2099-12-31T21:59:59Z")]
    [InlineData("2099-12-31T23:59:59-05:30", "2100-01-01T05:29:59Z")]
    public async Task Valid_timestamp_is_sent_in_UTC(string text, string json)
    {
        var run = await CommandRunner.Default.RunAsync("create", "ci-bot", "--expires", text, "--dry-run");

        Assert.Equal($$"""{"name":"ci-bot","expires_at":"{{json}}"}""" + Environment.NewLine, run.Output);
    }

    [Theory]
    [InlineData("2099-12-31T23:59:59", "has no UTC offset")]
    [InlineData("2099-12-31T23:59", "has no UTC offset")]
    [InlineData("31.12.2099", "is not a valid date and time")]
    [InlineData("12/31/2099", "is not a valid date and time")]
    [InlineData("2099-02-30", "is not a valid date and time")]
    [InlineData("tomorrow", "is not a valid date and time")]
    [InlineData("", "is not a valid date and time")]
    public async Task Invalid_timestamp_exits_with_2_and_reports_the_reason(string text, string reason)
    {
        var run = await CommandRunner.Default.RunAsync("create", "ci-bot", "--expires", text, "--dry-run");

        Assert.Equal((2, ""), (run.ExitCode, run.Output));
        Assert.Contains(reason, run.ErrorLines[0], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--reset", "yearly")]
    [InlineData("--reset", "Daily")]
    [InlineData("--reset", "1")]
    [InlineData("--reset", "daily, monthly")]
    [InlineData("--workspace", "default")]
    [InlineData("--workspace", "{0df9e665-d932-5740-b2c7-b52af166bc11}")]
    [InlineData("--base-address", "openrouter")]
    [InlineData("--limit")]
    [InlineData("--no-such-option")]
    [InlineData("another-name")]
    public async Task Invalid_argument_exits_with_2_and_refers_to_the_help(params string[] args)
    {
        var run = await CommandRunner.Default.RunAsync(["create", "ci-bot", "--dry-run", .. args]);

        Assert.Equal((2, ""), (run.ExitCode, run.Output));
        Assert.Equal("Help: openrouter-keys create --help", run.ErrorLines[^1]);
    }

    [Fact]
    public async Task Violations_start_with_the_rule_id()
    {
        var run = await CommandRunner.Default.RunAsync(
            "create", " ", "--limit", "-5", "--expires", "2020-01-01", "--creator", "", "--workspace", Guid.Empty.ToString(), "--simulator");

        Assert.Equal((2, ""), (run.ExitCode, run.Output));
        Assert.Equal(
            ["ORK1001 NAME", "ORK1004 --limit", "ORK1008 --expires", "ORK1009 --creator", "ORK1010 --workspace"],
            run.ErrorLines.Select(line => line.Split(':')[0]));
    }

    [Fact]
    public async Task Key_as_argument_is_not_displayed()
    {
        var secret = "sk-or-v1-" + new string('a', 64);

        var asName = await CommandRunner.Default.RunAsync("create", secret, "--dry-run");
        var asExtra = await CommandRunner.Default.RunAsync("create", "ci-bot", secret, "--dry-run");

        Assert.Equal((2, 2), (asName.ExitCode, asExtra.ExitCode));
        Assert.StartsWith("ORK1002 NAME: ", asName.Error, StringComparison.Ordinal);
        Assert.DoesNotContain(secret, asName.Error + asExtra.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Management_key_as_argument_is_not_displayed()
    {
        var run = await new CommandRunner { ManagementKey = "my-management-key" }.RunAsync("create", "ci-bot", "my-management-key", "--reveal");

        Assert.Equal(2, run.ExitCode);
        Assert.DoesNotContain("my-management-key", run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("two words")]
    [InlineData("line\nbreak")]
    public async Task Missing_or_invalid_management_key_exits_with_2_and_names_the_variable(string? key)
    {
        var run = await new CommandRunner { ManagementKey = key }.RunAsync("create", "ci-bot", "--reveal");

        Assert.Equal((2, ""), (run.ExitCode, run.Output));
        Assert.Contains("OPENROUTER_MANAGEMENT_KEY", Assert.Single(run.ErrorLines), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Http_address_exits_with_2()
    {
        var run = await new CommandRunner { ManagementKey = "a-management-key" }.RunAsync("create", "ci-bot", "--reveal", "--base-address", "http://example.com/api/v1");

        Assert.Equal((2, ""), (run.ExitCode, run.Output));
        Assert.Contains("https", Assert.Single(run.ErrorLines), StringComparison.Ordinal);
        Assert.DoesNotContain("Parameter", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Name_with_at_sign_is_not_a_response_file()
    {
        var run = await CommandRunner.Default.RunAsync("create", "@ci", "--dry-run");

        Assert.Equal("""{"name":"@ci"}""" + Environment.NewLine, run.Output);
    }

    [Fact]
    public async Task Simulator_and_base_address_cannot_be_combined()
    {
        var run = await CommandRunner.Default.RunAsync("create", "ci-bot", "--simulator", "--base-address", "https://openrouter.ai/api/v1");

        Assert.Equal(2, run.ExitCode);
        Assert.StartsWith("--simulator and --base-address", run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("create", "0", "1", "2", "3", "4", "5", "130")]
    [InlineData("validate", "0", "2", "130")]
    [InlineData("list", "0", "1", "2", "3", "4", "5", "130")]
    [InlineData("delete", "0", "1", "2", "3", "4", "5", "130")]
    [InlineData("rotate", "0", "1", "2", "3", "4", "5", "130")]
    [InlineData("apply", "0", "1", "2", "3", "4", "5", "7", "8", "130")]
    [InlineData("audit", "0", "1", "2", "3", "4", "5", "6", "130")]
    [InlineData("completion", "0", "2", "5")]
    public async Task Help_lists_the_exit_codes(string command, params string[] exitCodes)
    {
        var run = await CommandRunner.Default.RunAsync(command, "--help");

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        var table = run.Output[run.Output.IndexOf("Exit codes:", StringComparison.Ordinal)..].ReplaceLineEndings("\n").Split('\n');
        Assert.Equal(exitCodes, table.Skip(1).Where(line => line.StartsWith("  ", StringComparison.Ordinal) && line[2] != ' ').Select(line => line.Trim().Split(' ')[0]));
    }

    [Fact]
    public async Task Missing_command_exits_with_2()
    {
        var run = await CommandRunner.Default.RunAsync();

        Assert.Equal((2, ""), (run.ExitCode, run.Output));
        Assert.Equal("Help: openrouter-keys --help", run.ErrorLines[^1]);
    }
}
