using OpenRouterKeys.Fluent.Testing;

namespace OpenRouterKeys.Cli.Tests;

public sealed class RequestFileTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task Valid_file_exits_with_0()
    {
        var run = await CommandRunner.Default.RunAsync("validate", _directory.Write("ci.json", """{"name":"ci-bot","limit":25}"""));

        Assert.Equal(new(0, "valid" + Environment.NewLine, ""), run);
    }

    [Fact]
    public async Task Dash_reads_standard_input()
    {
        var run = await new CommandRunner { Input = """{"name":"ci-bot","limit":25}""" }.RunAsync("validate", "-");

        Assert.Equal(new(0, "valid" + Environment.NewLine, ""), run);
    }

    [Fact]
    public async Task Violations_are_reported_with_their_position_in_the_file()
    {
        var file = _directory.Write("ci.json", "{\n  \"name\": \"\",\n  \"limit\": -1,\n  \"limt\": 1\n}");

        var run = await CommandRunner.Default.RunAsync("validate", file);

        Assert.Equal((2, ""), (run.ExitCode, run.Output));
        Assert.Equal(3, run.ErrorLines.Length);
        Assert.StartsWith($"ORK1001 {file}:2:11: ", run.ErrorLines[0], StringComparison.Ordinal);
        Assert.StartsWith($"ORK1004 {file}:3:12: ", run.ErrorLines[1], StringComparison.Ordinal);
        Assert.StartsWith($"ORK4002 {file}:4:3: ", run.ErrorLines[2], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Warning_exits_with_0_and_past_expiration_with_2()
    {
        var warning = await new CommandRunner { Input = """{"name":"ci-bot","limit_reset":"daily"}""" }.RunAsync("validate", "-");
        var expired = await new CommandRunner { Input = """{"name":"ci-bot","expires_at":"2025-12-01T00:00:00Z"}""" }.RunAsync("validate", "-");

        Assert.Equal((0, "valid" + Environment.NewLine), (warning.ExitCode, warning.Output));
        Assert.StartsWith("ORK1007 stdin:1:32: warning: ", warning.Error, StringComparison.Ordinal);
        Assert.Equal((2, ""), (expired.ExitCode, expired.Output));
        Assert.StartsWith("ORK1008 stdin:1:31: ", expired.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task External_API_key_is_sent_and_masked_in_a_dry_run()
    {
        const string Json = """{"name":"ci-bot","external":{"user":"u","api_key":"canary-0123456789abcdef0123456789abcdef"}}""";
        await using var simulator = await OpenRouterSimulator.StartAsync(TestContext.Current.CancellationToken);
        var file = _directory.Write("ci.json", Json);

        var dryRun = await simulator.RunAsync("create", "--from-json", file, "--dry-run");
        var created = await simulator.RunAsync("create", "--from-json", file, "--json");
        var invalid = await simulator.RunAsync("create", "--from-json", _directory.Write("bad.json", Json.Replace("\"u\"", "\"\"", StringComparison.Ordinal)), "--json");

        Assert.Equal((0, """{"name":"ci-bot","external":{"user":"u","api_key":"***"}}""" + Environment.NewLine), (dryRun.ExitCode, dryRun.Output));
        Assert.Equal((0, 2), (created.ExitCode, invalid.ExitCode));
        Assert.Single(simulator.Requests);
        Assert.StartsWith("ORK1012 ", invalid.ErrorLines[0], StringComparison.Ordinal);
        Assert.All([dryRun, created, invalid], run => Assert.DoesNotContain("canary", run.Output + run.Error, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Template_without_name_needs_the_argument()
    {
        var template = _directory.Write("tier.json", """{"limit":5,"limit_reset":"monthly"}""");

        var named = await CommandRunner.Default.RunAsync("create", "alice", "--from-json", template, "--dry-run");
        var unnamed = await CommandRunner.Default.RunAsync("create", "--from-json", template, "--dry-run");

        Assert.Equal((0, """{"name":"alice","limit":5,"limit_reset":"monthly"}"""), (named.ExitCode, named.Output.Trim()));
        Assert.Equal(2, unnamed.ExitCode);
        Assert.StartsWith("ORK4003 ", unnamed.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Unreadable_file_is_reported_on_one_line()
    {
        var missing = await CommandRunner.Default.RunAsync("validate", _directory["none.json"]);
        var directory = await CommandRunner.Default.RunAsync("validate", Path.GetDirectoryName(_directory["x"])!);
        var large = await CommandRunner.Default.RunAsync("create", "--from-json", _directory.Write("large.json", new string(' ', (1024 * 1024) + 1)), "--dry-run");

        Assert.Equal((2, 2, 2), (missing.ExitCode, directory.ExitCode, large.ExitCode));
        Assert.EndsWith("none.json cannot be read: the file does not exist.", Assert.Single(missing.ErrorLines), StringComparison.Ordinal);
        Assert.Single(directory.ErrorLines);
        Assert.Contains("larger than 1 MiB", Assert.Single(large.ErrorLines), StringComparison.Ordinal);
    }

    [Fact]
    public async Task File_of_exactly_1_MiB_is_read()
    {
        const string Request = """{"name":"ci-bot"}""";

        var run = await new CommandRunner { Input = Request.PadRight(1024 * 1024) }.RunAsync("validate", "-");

        Assert.Equal(0, run.ExitCode);
    }

    [Fact]
    public async Task Invalid_UTF_8_reports_ORK4001()
    {
        await File.WriteAllBytesAsync(_directory["latin1.json"], [.. "{\"name\":\"caf"u8, 0xE9, .. "\"}"u8], TestContext.Current.CancellationToken);

        var run = await CommandRunner.Default.RunAsync("validate", _directory["latin1.json"]);

        Assert.Equal(2, run.ExitCode);
        Assert.StartsWith("ORK4001 ", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Create_sends_the_request_in_the_file()
    {
        await using var simulator = await OpenRouterSimulator.StartAsync(TestContext.Current.CancellationToken);
        var file = _directory.Write("ci.json", """{ "limit": 25.0, "name": "ci-bot" }""");

        var run = await simulator.RunAsync("create", "--from-json", file, "--json");

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Equal("""{"name":"ci-bot","limit":25}""", Assert.Single(simulator.Requests).Body);
    }

    [Fact]
    public async Task Options_override_the_file()
    {
        var runner = new CommandRunner { Input = """{"name":"tier-1","limit":25,"limit_reset":"daily","include_byok_in_limit":true}""" };

        var run = await runner.RunAsync("create", "alice", "--from-json", "-", "--limit", "30", "--byok", "false", "--dry-run");

        Assert.Equal("""{"name":"alice","limit":30,"limit_reset":"daily","include_byok_in_limit":false}""" + Environment.NewLine, run.Output);
    }

    [Fact]
    public async Task Violation_names_the_argument_or_the_file()
    {
        var file = _directory.Write("ci.json", """{"name":"tier-1","expires_at":"2025-12-01T00:00:00Z"}""");

        var run = await CommandRunner.Default.RunAsync("create", " ", "--from-json", file, "--dry-run");

        Assert.Equal(["ORK1001 NAME", $"ORK1008 {file}:1:31"], run.ErrorLines.Select(line => line.Split(": ")[0]));
    }
}
