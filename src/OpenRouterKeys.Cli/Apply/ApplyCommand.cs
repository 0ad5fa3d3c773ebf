using System.CommandLine;
using OpenRouterKeys.Cli.Api;
using OpenRouterKeys.Cli.Apply.Rows;
using OpenRouterKeys.Cli.Output;
using OpenRouterKeys.Cli.Secrets;

namespace OpenRouterKeys.Cli.Apply;

/// <summary><c>apply FILE</c>: brings the account's keys to what a file says.</summary>
internal sealed class ApplyCommand : ApiCommand
{
    private readonly Argument<string> _file = new("FILE")
    {
        Description = "A JSON array of requests in the API's form, or CSV under a header of their members; - is standard input. "
            + "Each name stands once.",
    };

    private readonly Option<bool> _csv = Flag.Of("--csv", "FILE is CSV, whatever its name ends in. Absent: if it ends in .csv.");
    private readonly Option<bool> _dryRun = Flag.Of("--dry-run", "Show the plan (create, keep, change, delete), and change nothing.");
    private readonly Option<bool> _prune = Flag.Of(
        "--prune",
        "Delete keys that the file does not name, in the workspaces that it names (a row without one: the default). "
        + "Last, and only if all went well.");

    private readonly SecretOptions _secret = SecretOptions.OfMany();

    public ApplyCommand(Terminal terminal)
        : base("apply", "Create the keys of a file that do not exist, and change those that differ. A rerun changes nothing.", terminal) =>
        Take([_file], [_csv, _dryRun, _prune, .. _secret.All], takesJson: false);

    public override string HelpNotes => ExitCode.OfApply;

    protected override async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var path = parsed.GetRequiredValue(_file);
        var file = new RowsFile(path, parsed.GetValue(_csv) || path.EndsWith(".csv", StringComparison.OrdinalIgnoreCase));
        var rows = await file.ReadAsync(Terminal, cancellationToken);
        await using var api = await OpenAsync(parsed, cancellationToken);
        var plan = await Plan.MakeAsync(rows, file.Name, api.Client, parsed.GetValue(_prune), Terminal, cancellationToken);
        var (secret, simulated) = (_secret.Read(parsed), TargetOf(parsed).Simulator);
        if (parsed.GetValue(_dryRun))
        {
            return Answer.Write(null, Terminal, () => PlanView.Show(plan, secret.Json, simulated, Terminal));
        }

        var creates = plan.Of(Deed.Create).Count > 0;
        if (creates && secret.IsLost && !simulated)
        {
            throw new UsageException(
                "New keys' secrets are shown once, and nothing here would keep them: add --secrets-to FILE, --json or --reveal. "
                + "Nothing was changed.");
        }

        await using var secrets = creates && secret.File is { } secretsPath ? SecretsFile.Create(secretsPath, Terminal) : null;
        var report = new ApplyReport(secret, simulated, Terminal);
        return await CarryOutAsync(new PlanRun(plan, api.Client, report, secrets, simulated), report, plan.Steps.Count, cancellationToken);
    }

    private async Task<int> CarryOutAsync(PlanRun run, ApplyReport report, int steps, CancellationToken cancellationToken)
    {
        try
        {
            await ProgressBar.ShowAsync(Terminal, report.IsQuiet, steps, advance => run.RunAsync(advance, cancellationToken));
            report.Finish();
            return report.ExitCode;
        }
        catch (OperationCanceledException)
        {
            report.Finish();
            Terminal.Tell("Stopped: what had begun was finished, and a rerun does the rest.");
            return cancellationToken.IsCancellationRequested ? ExitCode.Gravest(report.ExitCode, ExitCode.Cancelled) : report.ExitCode;
        }
        catch (Exception exception) // of a list, say: what was done before is told all the same
        {
            report.Finish();
            return ExitCode.Gravest(report.ExitCode, Failure.Report(exception, Terminal));
        }
    }
}
