using System.CommandLine;
using OpenRouterKeys.Cli.Audit;
using OpenRouterKeys.Cli.Input;
using OpenRouterKeys.Cli.Output;
using OpenRouterKeys.Cli.Values;
using OpenRouterKeys.Fluent;

namespace OpenRouterKeys.Cli.Commands;

/// <summary><c>audit</c>: checks existing keys.</summary>
internal sealed class AuditCommand : ApiCommand
{
    public const string Summary =
        "Check the existing keys, also disabled and expired ones, against a policy, and find keys without a limit or an expiration, unused, expired "
        + "and expiring keys, and keys whose limit is nearly spent. Changes nothing.";

    private readonly PolicyFile _policy = new("The policy that keys must comply with (ORK5001 to ORK5008).");

    private readonly Option<Guid?> _workspace = new("--workspace")
    {
        HelpName = "ID",
        Description = "The only workspace to audit. Default: every workspace that can be listed.",
        CustomParser = OptionParser.For<Guid>("--workspace", WorkspaceId.TryParse),
    };

    private readonly Option<int?> _idleDays = new("--idle-days")
    {
        HelpName = "DAYS",
        Description = "Report keys that have not been used for this many days (ORK6003, ORK6004). Default: 90.",
        CustomParser = OptionParser.For<int>("--idle-days", DayCount.TryParse),
    };

    private readonly Option<bool> _sarif = Flag.Create("--sarif", "Write SARIF 2.1.0 to standard output.");

    private readonly Option<FailOn?> _failOn = new("--fail-on")
    {
        HelpName = "error|warning|none",
        Description = "The least severe finding that makes the command exit with 6: error for violations of the policy, warning for every finding. Default: error.",
        CustomParser = OptionParser.For<FailOn>("--fail-on", FailOnValue.TryParse),
    };

    public AuditCommand(Terminal terminal)
        : base("audit", Summary, terminal) =>
        AddParameters([], [_policy.Option, _workspace, _idleDays, _failOn, _sarif], jsonDescription:
            "Write one JSON object to standard output: \"findings\", each with its id, severity, message, workspace and key, and \"skipped\".");

    public override string ExitCodeHelp => """
        Exit codes:
          0    Success. There may be findings that --fail-on does not include.
          1    OpenRouter rejected the request: the management key is not accepted, the workspace does not exist, or the rate limit is exceeded.
          2    The command line or the policy is invalid. Nothing was sent.
          3    OpenRouter could not be reached.
          4    Unexpected error.
          5    The findings could not be written to standard output.
          6    There are findings that --fail-on includes.
          130  Canceled.
        """;

    protected override async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var isSarif = parsed.GetValue(_sarif);
        if (isSarif && IsJson(parsed))
        {
            throw new UsageException("--json and --sarif cannot be combined. Remove one of them.");
        }

        var policy = await _policy.ReadAsync(parsed, Terminal, cancellationToken);
        await using var api = await ConnectAsync(parsed, policy, cancellationToken);
        var skipped = new List<string>();
        var options = new AuditOptions { WorkspaceId = parsed.GetValue(_workspace), OnSkipped = skipped.Add };
        options = parsed.GetValue(_idleDays) is { } days ? options with { IdleAfter = TimeSpan.FromDays(days) } : options;
        var findings = await api.Client.AuditAsync(options, cancellationToken).ToListAsync(cancellationToken);
        foreach (var what in skipped)
        {
            Terminal.WriteMessage($"Not audited: {what}");
        }

        var report = new AuditReport(findings, skipped, policy, GetTarget(parsed).IsSimulated);
        var exitCode = ResultOutput.Write(null, Terminal, () => Write(report, IsJson(parsed), isSarif));
        var failOn = parsed.GetValue(_failOn) ?? FailOn.Error;
        return exitCode == ExitCode.Success && findings.Exists(finding => failOn.Includes(finding.Severity)) ? ExitCode.HasFindings : exitCode;
    }

    private void Write(AuditReport report, bool isJson, bool isSarif)
    {
        if (isJson)
        {
            Terminal.Output.WriteLine(AuditJson.Write(report));
        }
        else if (isSarif)
        {
            Terminal.Output.WriteLine(Sarif.Write(report, Terminal));
        }
        else
        {
            AuditTable.Write(report, Terminal);
        }
    }
}
