using System.Text;
using OpenRouterKeys.Fluent;
using OpenRouterKeys.Fluent.Testing;

namespace OpenRouterKeys.Cli.Tests;

/// <summary><c>--policy</c>, and the search for the nearest policy file.</summary>
public sealed class PolicyFileTests : IAsyncLifetime
{
    private const string FileName = "openrouter-keys.policy.json";
    private readonly TemporaryDirectory _directory = new();
    private OpenRouterSimulator _simulator = null!;

    private string Limited => _directory.Write("limited.json", """{"require_limit":true,"max_limit_usd":100,"name_patterns":["ci-*"]}""");

    public async ValueTask InitializeAsync() => _simulator = await OpenRouterSimulator.StartAsync(TestContext.Current.CancellationToken);

    public async ValueTask DisposeAsync()
    {
        _directory.Dispose();
        await _simulator.DisposeAsync();
    }

    [Theory]
    [InlineData("validate")]
    [InlineData("create")]
    [InlineData("dry run")]
    [InlineData("apply")]
    [InlineData("apply --dry-run")]
    public async Task Request_that_violates_the_policy_exits_with_2_and_nothing_is_sent(string command)
    {
        string[] args = command switch
        {
            "validate" => ["validate", _directory.Write("request.json", """{"name":"bot","limit":500}""")],
            "create" => ["create", "bot", "--limit", "500", "--json"],
            "dry run" => ["create", "bot", "--limit", "500", "--dry-run"],
            "apply" => ["apply", _directory.Write("rows.csv", "name,limit\nbot,500\n"), "--json"],
            _ => ["apply", _directory.Write("rows.json", """[{"name":"bot","limit":500}]"""), "--dry-run"],
        };

        var run = await RunAsync([.. args, "--policy", Limited]);

        Assert.Equal((2, ""), (run.ExitCode, run.Output));
        Assert.Equal(["ORK5002", "ORK5006"], run.ErrorLines.Where(line => line.StartsWith("ORK", StringComparison.Ordinal)).Select(line => line.Split(' ')[0]).Order());
        Assert.Contains($"The policy is {Limited}.", run.ErrorLines);
        Assert.Empty(_simulator.Requests);
    }

    [Theory]
    [InlineData("validate")]
    [InlineData("create")]
    [InlineData("apply")]
    public async Task Request_that_complies_is_accepted(string command)
    {
        string[] args = command switch
        {
            "validate" => ["validate", _directory.Write("request.json", """{"name":"ci-bot","limit":100}""")],
            "create" => ["create", "ci-bot", "--limit", "100", "--json"],
            _ => ["apply", _directory.Write("rows.csv", "name,limit\nci-bot,100\n"), "--json"],
        };

        var run = await RunAsync([.. args, "--policy", Limited]);

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Equal(command == "validate" ? 0 : 1, _simulator.Keys.Count);
    }

    [Fact]
    public async Task Missing_setting_is_reported_with_its_option_or_the_file()
    {
        var policy = _directory.Write("p.json", """{"require_limit":true,"require_expiration":true,"require_workspace":true,"require_external_user":true}""");
        var file = _directory.Write("request.json", "{}");

        var options = await RunAsync("create", "ci-bot", "--dry-run", "--policy", policy);
        var request = await RunAsync("create", "ci-bot", "--from-json", file, "--dry-run", "--policy", policy);

        Assert.Equal(
            ["ORK5001 --limit", "ORK5004 --expires", "ORK5007 --workspace", "ORK5008 --from-json", $"The policy is {policy}."],
            options.ErrorLines.Select(line => line.Split(": ")[0]));
        Assert.Equal($"ORK5001 {file}:1:1", request.ErrorLines[0].Split(": ")[0]);
    }

    [Fact]
    public async Task Row_that_violates_the_policy_is_reported_with_its_line()
    {
        var file = _directory.Write("rows.csv", "name,limit\nci-a,5\nci-b,\nci-c,101\n");

        var run = await RunAsync("apply", file, "--json", "--policy", Limited);

        Assert.Equal([$"ORK5001 {file}:3", $"ORK5002 {file}:4", $"The policy is {Limited}.", "Nothing was sent."], run.ErrorLines.Select(line => line.Split(": ")[0]));
    }

    [Fact]
    public async Task Violation_in_a_file_is_reported_with_its_position()
    {
        var request = _directory.Write("request.json", "\n{\n  \"name\": \"b\u00F6t\", \"external\": { \"user\": \"u\" },\r\n  \"limit\":\n    500\n}");
        var rows = _directory.Write("rows.json", "[{\"name\":\"ci-\u00F6\"}, {\"limit\":101, \"name\":\"ci-b\"},\n  {\n \"name\":\"c\",\"limit\":1}]");

        var validate = await RunAsync("validate", request, "--policy", Limited);
        var create = await RunAsync("create", "--from-json", request, "--dry-run", "--policy", Limited);
        var apply = await RunAsync("apply", rows, "--json", "--policy", Limited);

        Assert.All([validate, create], run => Assert.Equal([$"ORK5006 {request}:3:11", $"ORK5002 {request}:5:5"], run.ErrorLines[..2].Select(line => line.Split(": ")[0])));
        Assert.Equal([$"ORK5001 {rows}:1:2", $"ORK5002 {rows}:1:28", $"ORK5006 {rows}:3:9"], apply.ErrorLines[..3].Select(line => line.Split(": ")[0]));
        Assert.Equal([2, 2, 2], [validate.ExitCode, create.ExitCode, apply.ExitCode]);
    }

    [Fact]
    public async Task External_user_in_a_file_is_reported_with_its_position()
    {
        var policy = _directory.Write("p.json", """{"require_external_user":true}""");
        var file = _directory.Write("request.json", """ {"name":"ci-bot"} """);
        var valid = _directory.Write("valid.json", """{"name":"ci-bot","external":{"user":"u"}}""");

        Assert.Equal($"ORK5008 {file}:1:2", (await RunAsync("validate", file, "--policy", policy)).ErrorLines[0].Split(": ")[0]);
        Assert.Equal(0, (await RunAsync("validate", valid, "--policy", policy)).ExitCode);
    }

    [Fact]
    public async Task Update_that_violates_the_policy_exits_with_2_and_nothing_is_sent()
    {
        _simulator.Add(new KeyInfo { Hash = "h1", Name = "bot", LimitUsd = 500 });

        Assert.Equal(["ORK5001 --limit"], await ViolationsAsync("--limit", "none"));
        Assert.Equal(["ORK5002 --limit"], await ViolationsAsync("--limit", "101"));
        Assert.Equal(["ORK5006 --name"], await ViolationsAsync("--name", "bot"));
        Assert.Empty(_simulator.Requests);

        // The update alone decides: the key itself violates the policy.
        Assert.Equal(0, (await RunAsync("update", "h1", "--disable", "--policy", Limited)).ExitCode);
        Assert.Equal(0, (await RunAsync("update", "h1", "--limit", "100", "--name", "ci-bot", "--policy", Limited)).ExitCode);

        async Task<IEnumerable<string>> ViolationsAsync(params string[] options)
        {
            var run = await RunAsync(["update", "h1", .. options, "--policy", Limited]);
            Assert.Equal((2, ""), (run.ExitCode, run.Output));
            return run.ErrorLines.Where(line => line.StartsWith("ORK", StringComparison.Ordinal)).Select(line => line.Split(": ")[0]);
        }
    }

    [Fact]
    public async Task Rotation_of_a_key_that_violates_the_policy_exits_with_2_and_creates_nothing()
    {
        _simulator.Add(new KeyInfo { Hash = "h1", Name = "bot" });
        var secret = _directory["new.key"];

        var run = await RunAsync("rotate", "h1", "--secret-to", secret, "--policy", Limited);

        Assert.Equal((2, ""), (run.ExitCode, run.Output));
        Assert.Equal(["ORK5006 Name", "ORK5001 LimitUsd"], run.ErrorLines[..2].Select(line => line.Split(": ")[0]));
        Assert.Equal($"The policy is {Limited}.", run.ErrorLines[2]);
        Assert.Equal("h1", _simulator.SingleKey().Hash);
        Assert.All(_simulator.Requests, request => Assert.Equal("GET", request.Method));
        Assert.False(File.Exists(secret));

        await RunAsync("update", "h1", "--name", "ci-bot", "--limit", "5");
        Assert.Equal(0, (await RunAsync("rotate", "h1", "--secret-to", secret, "--policy", Limited)).ExitCode);
    }

    [Fact]
    public async Task Nearest_file_applies_up_to_the_root_of_the_repository()
    {
        Directory.CreateDirectory(_directory["repo/src/app"]);
        _directory.Write(FileName, """{"max_limit_usd":3}""");
        Assert.Equal("ORK5002", await ViolationAsync("repo/src/app"));

        _directory.Write("repo/.git", "gitdir: elsewhere");
        Assert.Null(await ViolationAsync("repo/src/app"));
        Assert.Equal("ORK5002", await ViolationAsync("."));

        _directory.Write("repo/" + FileName, """{"require_reset":true}""");
        Assert.Equal("ORK5003", await ViolationAsync("repo/src/app"));

        _directory.Write("repo/src/" + FileName, """{"require_expiration":true}""");
        Assert.Equal("ORK5004", await ViolationAsync("repo/src/app"));

        async Task<string?> ViolationAsync(string folder)
        {
            var run = await new CommandRunner { WorkingDirectory = _directory[folder] }.RunAsync("create", "ci-bot", "--limit", "5", "--dry-run");
            Assert.Equal(run.ExitCode == 0, run.ErrorLines is [var message] && message.StartsWith("Dry run", StringComparison.Ordinal));
            return run.ExitCode == 0 ? null : run.ErrorLines[0].Split(' ')[0];
        }
    }

    [Fact]
    public async Task Option_wins_over_the_nearest_file()
    {
        var nearest = _directory.Write(FileName, """{"require_limit":true}""");
        var other = _directory.Write("other.json", "{}");
        var runner = new CommandRunner { WorkingDirectory = _directory["."] };

        var run = await runner.RunAsync("create", "ci-bot", "--dry-run", "--policy", other);
        var same = await runner.RunAsync("create", "ci-bot", "--limit", "5", "--dry-run", "--policy", nearest);

        Assert.Equal((0, 0), (run.ExitCode, same.ExitCode));
        Assert.Equal($"The policy is {other}. {Path.GetFullPath(nearest)} is not used.", run.ErrorLines[0]);
        Assert.Single(same.ErrorLines);
    }

    [Theory]
    [InlineData("create", "ci-bot", "--json")]
    [InlineData("apply", "FILE", "--json")]
    [InlineData("update", "h1", "--disable")]
    [InlineData("rotate", "h1", "--json")]
    [InlineData("validate", "FILE")]
    [InlineData("audit")]
    public async Task Invalid_policy_exits_with_2_and_nothing_is_sent(params string[] args)
    {
        var policy = _directory.Write("p.json", "{\n  \"require_limits\": true,\n  \"max_limit_usd\": -1\n}");
        var command = args.Select(arg => arg == "FILE" ? _directory.Write("request.json", """{"name":"ci-bot"}""") : arg);

        var run = await RunAsync([.. command, "--policy", policy]);

        Assert.Equal((2, ""), (run.ExitCode, run.Output));
        Assert.Equal(
            [
                $"ORK5000 {policy}:2:3: 'require_limits' is not a property of a policy. Did you mean 'require_limit'?",
                $"ORK5000 {policy}:3:20: The maximum limit is negative. Use 0 or a positive amount of US dollars.",
                "Nothing was sent.",
            ],
            run.ErrorLines);
        Assert.Empty(_simulator.Requests);
    }

    [Fact]
    public async Task Policy_that_cannot_be_read_exits_with_2()
    {
        var missing = await RunAsync("audit", "--policy", _directory["none.json"]);
        var folder = await RunAsync("audit", "--policy", _directory["."]);
        var large = await RunAsync("audit", "--policy", _directory.Write("large.json", new string(' ', (1024 * 1024) + 1)));

        Assert.All([missing, folder, large], run => Assert.Equal((2, ""), (run.ExitCode, run.Output)));
        Assert.EndsWith("none.json cannot be read: the file does not exist.", Assert.Single(missing.ErrorLines), StringComparison.Ordinal);
        Assert.Empty(_simulator.Requests);
    }

    [Fact]
    public async Task Byte_order_mark_and_schema_are_accepted()
    {
        await File.WriteAllTextAsync(_directory["bom.json"], """{"$schema":"./policy.schema.json","require_limit":true}""", new UTF8Encoding(true), TestContext.Current.CancellationToken);

        var run = await RunAsync("create", "ci-bot", "--dry-run", "--policy", _directory["bom.json"]);

        Assert.StartsWith("ORK5001 --limit: ", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Secret_in_a_policy_file_is_not_displayed()
    {
        var secret = "sk-or-v1-" + new string('a', 64);
        var policy = _directory.Write("p.json", $$"""{"{{secret}}":1}""");

        var run = await RunAsync("audit", "--policy", policy);

        Assert.Equal(2, run.ExitCode);
        Assert.DoesNotContain(secret, run.Error, StringComparison.Ordinal);
    }

    // validate does not call the API.
    private Task<CommandResult> RunAsync(params string[] args) => args[0] == "validate" ? CommandRunner.Default.RunAsync(args) : _simulator.RunAsync(args);
}
