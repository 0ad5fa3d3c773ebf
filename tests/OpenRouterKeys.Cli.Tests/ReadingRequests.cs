using OpenRouterKeys.Fluent.Testing;

namespace OpenRouterKeys.Cli.Tests;

public sealed class ReadingRequests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_valid_file_is_valid()
    {
        var run = await Run.Of("validate", _folder.Write("ci.json", """{"name":"ci-bot","limit":25}"""));

        Assert.Equal(new(0, "valid" + Environment.NewLine, ""), run);
    }

    [Fact]
    public async Task Standard_input_is_read_for_a_dash()
    {
        var run = await new Setting { Input = """{"name":"ci-bot","limit":25}""" }.RunAsync("validate", "-");

        Assert.Equal(new(0, "valid" + Environment.NewLine, ""), run);
    }

    [Fact]
    public async Task Every_broken_rule_is_a_line_with_its_place_in_the_file()
    {
        var file = _folder.Write("ci.json", "{\n  \"name\": \"\",\n  \"limit\": -1,\n  \"limt\": 1\n}");

        var run = await Run.Of("validate", file);

        Assert.Equal((2, ""), (run.ExitCode, run.Output));
        Assert.Equal(3, run.ErrorLines.Length);
        Assert.StartsWith($"ORK1001 {file}:2:11: ", run.ErrorLines[0], StringComparison.Ordinal);
        Assert.StartsWith($"ORK1004 {file}:3:12: ", run.ErrorLines[1], StringComparison.Ordinal);
        Assert.StartsWith($"ORK4002 {file}:4:3: ", run.ErrorLines[2], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Warnings_leave_a_file_valid_and_a_passed_expiry_does_not()
    {
        var warned = await new Setting { Input = """{"name":"ci-bot","limit_reset":"daily"}""" }.RunAsync("validate", "-");
        var passed = await new Setting { Input = """{"name":"ci-bot","expires_at":"2025-12-01T00:00:00Z"}""" }.RunAsync("validate", "-");

        Assert.Equal((0, "valid" + Environment.NewLine), (warned.ExitCode, warned.Output));
        Assert.StartsWith("ORK1007 stdin: warning: ", warned.Error, StringComparison.Ordinal);
        Assert.Equal((2, ""), (passed.ExitCode, passed.Output));
        Assert.StartsWith("ORK1008 stdin: ", passed.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_template_without_a_name_is_named_on_the_command_line()
    {
        var template = _folder.Write("tier.json", """{"limit":5,"limit_reset":"monthly"}""");

        var named = await Run.Of("create", "alice", "--from-json", template, "--dry-run");
        var nameless = await Run.Of("create", "--from-json", template, "--dry-run");

        Assert.Equal((0, """{"name":"alice","limit":5,"limit_reset":"monthly"}"""), (named.ExitCode, named.Output.Trim()));
        Assert.Equal(2, nameless.ExitCode);
        Assert.StartsWith("ORK4003 ", nameless.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Files_that_cannot_be_read_are_one_line()
    {
        var missing = await Run.Of("validate", _folder["none.json"]);
        var directory = await Run.Of("validate", Path.GetDirectoryName(_folder["x"])!);
        var large = await Run.Of("create", "--from-json", _folder.Write("large.json", new string(' ', (1024 * 1024) + 1)), "--dry-run");

        Assert.Equal((2, 2, 2), (missing.ExitCode, directory.ExitCode, large.ExitCode));
        Assert.EndsWith("none.json cannot be read: it does not exist.", Assert.Single(missing.ErrorLines), StringComparison.Ordinal);
        Assert.Single(directory.ErrorLines);
        Assert.Contains("larger than 1 MiB", Assert.Single(large.ErrorLines), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_of_exactly_1_MiB_is_read()
    {
        const string Request = """{"name":"ci-bot"}""";

        var run = await new Setting { Input = Request.PadRight(1024 * 1024) }.RunAsync("validate", "-");

        Assert.Equal(0, run.ExitCode);
    }

    [Fact]
    public async Task Bytes_that_are_no_UTF_8_are_no_JSON()
    {
        await File.WriteAllBytesAsync(_folder["latin1.json"], [.. "{\"name\":\"caf"u8, 0xE9, .. "\"}"u8], TestContext.Current.CancellationToken);

        var run = await Run.Of("validate", _folder["latin1.json"]);

        Assert.Equal(2, run.ExitCode);
        Assert.StartsWith("ORK4001 ", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Create_sends_the_file_as_it_is()
    {
        await using var simulator = await OpenRouterSimulator.StartAsync(TestContext.Current.CancellationToken);
        var file = _folder.Write("ci.json", """{ "limit": 25.0, "name": "ci-bot" }""");

        var run = await simulator.RunAsync("create", "--from-json", file, "--json");

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Equal("""{"name":"ci-bot","limit":25}""", Assert.Single(simulator.Requests).Body);
    }

    [Fact]
    public async Task The_command_line_overrides_the_file()
    {
        var setting = new Setting { Input = """{"name":"tier-1","limit":25,"limit_reset":"daily","include_byok_in_limit":true}""" };

        var run = await setting.RunAsync("create", "alice", "--from-json", "-", "--limit", "30", "--byok", "false", "--dry-run");

        Assert.Equal("""{"name":"alice","limit":30,"limit_reset":"daily","include_byok_in_limit":false}""" + Environment.NewLine, run.Output);
    }

    [Fact]
    public async Task A_broken_rule_is_placed_where_its_value_came_from()
    {
        var file = _folder.Write("ci.json", """{"name":"tier-1","expires_at":"2025-12-01T00:00:00Z"}""");

        var run = await Run.Of("create", " ", "--from-json", file, "--dry-run");

        Assert.Equal(["ORK1001 NAME", $"ORK1008 {file}"], run.ErrorLines.Select(line => line.Split(": ")[0]));
    }
}
