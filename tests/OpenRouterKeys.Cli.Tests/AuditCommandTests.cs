using System.Net;
using System.Text.Json;
using Microsoft.Extensions.Time.Testing;
using NJsonSchema;
using OpenRouterKeys.Fluent;
using OpenRouterKeys.Fluent.Testing;

namespace OpenRouterKeys.Cli.Tests;

public sealed class AuditCommandTests : IAsyncLifetime
{
    private const string Secret = "sk-or-v1-0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";
    private static readonly DateTimeOffset Now = new(2026, 11, 30, 12, 0, 0, TimeSpan.Zero);
    private static readonly Guid Team = new("0df9e665-d932-5740-b2c7-b52af166bc11");
    private static readonly Guid Other = new("1df9e665-d932-5740-b2c7-b52af166bc11");
    private readonly TemporaryDirectory _directory = new();
    private readonly FakeTimeProvider _time = new(Now);
    private OpenRouterSimulator _simulator = null!;

    private static KeyInfo Good => new()
    {
        Hash = "h1",
        Name = "ci-bot",
        LimitUsd = 100,
        LimitRemainingUsd = 50,
        CreatedAt = Now.AddDays(-100),
        ExpiresAt = Now.AddDays(200),
        LastUsedAt = Now.AddDays(-1),
    };

    public async ValueTask InitializeAsync() => _simulator = await OpenRouterSimulator.StartAsync(_time, TestContext.Current.CancellationToken);

    public async ValueTask DisposeAsync()
    {
        _directory.Dispose();
        await _simulator.DisposeAsync();
    }

    [Fact]
    public async Task No_findings_exits_with_0()
    {
        _simulator.Add(Good);

        Assert.Equal(new(0, "No findings." + Environment.NewLine, ""), await RunAsync());
    }

    [Fact]
    public async Task Findings_are_grouped_by_rule()
    {
        _simulator.Add(new Workspace { Id = Team, Name = "Core team" });
        _simulator.Add(Good with { Hash = "h1", LimitUsd = null });
        _simulator.Add(Good with { Hash = "h2", Name = "[red]old[/]", LimitUsd = null, ExpiresAt = null, WorkspaceId = Team });
        _simulator.Add(Good with { Hash = "h3", Name = "", ExpiresAt = Now.AddDays(-1) });

        var run = await RunAsync();

        Assert.Equal((0, ""), (run.ExitCode, run.Error)); // warnings
        Assert.Equal(
            """
            ORK6001 warning: The key has no spending limit (2 keys)
            NAME         WORKSPACE          HASH  FINDING
            ci-bot       Default Workspace  h1    The key has no spending limit. Set one, because a leaked key can spend all credits of the account.
            [red]old[/]  Core team          h2    The key has no spending limit. Set one, because a leaked key can spend all credits of the account.

            ORK6002 warning: The key never expires (1 key)
            NAME         WORKSPACE  HASH  FINDING
            [red]old[/]  Core team  h2    The key never expires. Replace it with a key that expires, because the expiration of an existing key cannot be changed.

            ORK6005 warning: The key has expired (1 key)
            NAME  WORKSPACE          HASH  FINDING
                  Default Workspace  h3    The key expired on 2026-11-29. Delete it if it is not needed anymore.

            4 findings about 3 keys.
            """,
            string.Join('\n', run.Output.ReplaceLineEndings("\n").TrimEnd().Split('\n').Select(line => line.TrimEnd())).ReplaceLineEndings());
    }

    [Theory]
    [InlineData(false, null, 0)]
    [InlineData(false, "error", 0)]
    [InlineData(false, "warning", 6)]
    [InlineData(false, "none", 0)]
    [InlineData(true, null, 6)]
    [InlineData(true, "error", 6)]
    [InlineData(true, "warning", 6)]
    [InlineData(true, "none", 0)]
    public async Task Exit_code_depends_on_the_severity(bool violatesPolicy, string? failOn, int exitCode)
    {
        _simulator.Add(Good with { LimitUsd = null });
        var policy = _directory.Write("p.json", violatesPolicy ? """{"require_limit":true}""" : "{}");

        var run = await RunAsync(["--policy", policy, .. failOn is null ? Array.Empty<string>() : ["--fail-on", failOn]]);

        Assert.Equal((exitCode, ""), (run.ExitCode, run.Error));
        Assert.StartsWith(violatesPolicy ? "ORK5001 error: " : "ORK6001 warning: ", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Options_select_the_workspace_and_the_idle_time()
    {
        _simulator.Add(Good with { Hash = "h1", LastUsedAt = Now.AddDays(-40) });
        _simulator.Add(Good with { Hash = "h2", LastUsedAt = Now.AddDays(-40), WorkspaceId = Team });

        Assert.Equal([], Findings(await RunAsync("--json")).Select(finding => finding.Hash));
        Assert.Equal(["h1", "h2"], Findings(await RunAsync("--json", "--idle-days", "40")).Select(finding => finding.Hash).Order());
        Assert.Equal([("ORK6003", "h2")], Findings(await RunAsync("--json", "--idle-days", "30", "--workspace", Team.ToString())));
    }

    [Fact]
    public async Task Json_contains_the_key_in_the_format_of_the_API_and_what_was_skipped()
    {
        _simulator.Add(new Workspace { Id = Team, Name = "Core team", Slug = "core" });
        _simulator.Add(new Workspace { Id = Other });
        _simulator.Add(Good with { LimitUsd = null, Name = "\u00fcber", WorkspaceId = Other });
        EnqueueFaults(SimulatedFault.None, SimulatedFault.None, SimulatedFault.Reject(HttpStatusCode.Forbidden));

        var run = await RunAsync("--json");

        Assert.Equal($"Not audited: keys of workspace {Team} (Core team): 403", Assert.Single(run.ErrorLines));
        Assert.All(run.Output, character => Assert.True(char.IsAscii(character)));
        var json = JsonElement.Parse(run.Output);
        Assert.Equal([$"keys of workspace {Team} (Core team): 403"], json.GetProperty("skipped").EnumerateArray().Select(text => text.GetString()));
        var finding = Assert.Single(json.GetProperty("findings").EnumerateArray());
        Assert.Equal(("ORK6001", "warning", Other), (finding.GetProperty("id").GetString(), finding.GetProperty("severity").GetString(), finding.GetProperty("workspace").GetProperty("id").GetGuid()));
        Assert.Equal(("h1", "\u00fcber"), (finding.GetProperty("data").GetProperty("hash").GetString(), finding.GetProperty("data").GetProperty("name").GetString()));
    }

    [Fact]
    public async Task Sarif_is_valid()
    {
        _simulator.Add(new Workspace { Id = Team });
        _simulator.Add(Good with { Hash = "h1", Name = "line\nbreak \u001b[31m " + Secret, LimitUsd = null, ExpiresAt = null });
        _simulator.Add(Good with { Hash = "h2", Name = "", LastUsedAt = Now.AddDays(-90), WorkspaceId = Team });
        EnqueueFaults(SimulatedFault.Reject(HttpStatusCode.NotFound));
        var policy = _directory.Write("team policy.json", """{"require_limit":true}""");

        var (withPolicy, withoutPolicy) = (await RunAsync("--sarif", "--policy", policy), await RunAsync("--sarif"));

        Assert.Equal((6, 0), (withPolicy.ExitCode, withoutPolicy.ExitCode));
        Assert.Equal(["Not audited: workspaces: 404"], withPolicy.ErrorLines);
        Assert.All(withPolicy.Output + withoutPolicy.Output, character => Assert.True(char.IsAscii(character)));
        Assert.DoesNotContain(Secret, withPolicy.Output + withoutPolicy.Output, StringComparison.Ordinal);
        foreach (var run in new[] { withPolicy, withoutPolicy })
        {
            Assert.Empty(await ValidateAsync(run.Output));
        }

        Assert.Equal(["ORK5001 error", "ORK6002 warning"], Results(withPolicy));
        Assert.Equal(["ORK6001 warning", "ORK6002 warning", "ORK6003 warning"], Results(withoutPolicy));
        Assert.Contains("\"uri\":\"team%20policy.json\"", withPolicy.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("physicalLocation", withoutPolicy.Output, StringComparison.Ordinal);

        static IEnumerable<string> Results(CommandResult run) => JsonElement.Parse(run.Output).GetProperty("runs")[0].GetProperty("results").EnumerateArray()
            .Select(result => $"{result.GetProperty("ruleId").GetString()} {result.GetProperty("level").GetString()}").Order(StringComparer.Ordinal);
    }

    [Fact]
    public async Task Sarif_without_findings_is_valid_and_the_schema_rejects_other_JSON()
    {
        var run = await RunAsync("--sarif");

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Empty(await ValidateAsync(run.Output));
        Assert.NotEmpty(await ValidateAsync(run.Output.Replace("\"2.1.0\"", "\"2.0\"", StringComparison.Ordinal)));
        Assert.NotEmpty(await ValidateAsync(run.Output.Replace("\"driver\"", "\"drivers\"", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Uri_of_the_policy_is_relative_to_the_root_of_the_repository()
    {
        _simulator.Add(Good with { LimitUsd = null });
        Directory.CreateDirectory(_directory[".git"]);
        Directory.CreateDirectory(_directory["ops/a b"]);
        _directory.Write("ops/openrouter-keys.policy.json", "{}");

        var run = await _simulator.RunAsync(new CommandRunner { TimeProvider = _time, WorkingDirectory = _directory["ops/a b"] }, "audit", "--sarif");

        Assert.Contains("\"uri\":\"ops/openrouter-keys.policy.json\"", run.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--json", "--sarif")]
    [InlineData("--fail-on", "errors")]
    [InlineData("--fail-on", "Error")]
    [InlineData("--idle-days", "0")]
    [InlineData("--idle-days", "1.5")]
    [InlineData("--idle-days", "-1")]
    [InlineData("--idle-days", "36501")]
    [InlineData("--workspace", "default")]
    public async Task Invalid_option_exits_with_2(params string[] options)
    {
        var run = await RunAsync(options);

        Assert.Equal((2, ""), (run.ExitCode, run.Output));
        Assert.Empty(_simulator.Requests);
    }

    [Fact]
    public async Task Rejected_audit_exits_with_1_and_unreadable_output_with_5()
    {
        EnqueueFaults(SimulatedFault.Reject(HttpStatusCode.Unauthorized));
        var rejected = await RunAsync();
        _simulator.Add(Good with { LimitUsd = null });
        var closed = await _simulator.RunAsync(new CommandRunner { TimeProvider = _time, Output = new ClosedOutput() }, "audit", "--fail-on", "warning");

        Assert.Equal((1, 5), (rejected.ExitCode, closed.ExitCode));
        Assert.Single(rejected.ErrorLines);
    }

    private static async Task<IEnumerable<string>> ValidateAsync(string sarif)
    {
        var schema = await JsonSchema.FromFileAsync(Path.Combine(AppContext.BaseDirectory, "Fixtures/sarif-schema-2.1.0.json"), TestContext.Current.CancellationToken);
        return schema.Validate(sarif).Select(error => error.ToString());
    }

    private static IEnumerable<(string Id, string Hash)> Findings(CommandResult run) => JsonElement.Parse(run.Output).GetProperty("findings").EnumerateArray()
        .Select(finding => (finding.GetProperty("id").GetString()!, finding.GetProperty("data").GetProperty("hash").GetString()!));

    private Task<CommandResult> RunAsync(params string[] options) => _simulator.RunAsync(new CommandRunner { TimeProvider = _time }, ["audit", .. options]);

    private void EnqueueFaults(params SimulatedFault[] faults)
    {
        foreach (var fault in faults)
        {
            _simulator.EnqueueFault(fault);
        }
    }

    private sealed class ClosedOutput : StringWriter
    {
        public override void Write(char[] buffer, int index, int count) => throw new IOException("Standard output is closed.");

        public override void Write(string? value) => throw new IOException("Standard output is closed.");

        public override void WriteLine(string? value) => throw new IOException("Standard output is closed.");
    }
}
