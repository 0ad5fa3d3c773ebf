using System.CommandLine;
using OpenRouterKeys.Cli.Api;
using OpenRouterKeys.Cli.Apply;
using OpenRouterKeys.Cli.Input;
using OpenRouterKeys.Cli.Output;
using OpenRouterKeys.Cli.Secrets;
using OpenRouterKeys.Cli.Values;

namespace OpenRouterKeys.Cli.Commands;

/// <summary><c>apply</c>: creates and updates keys so that they match a file.</summary>
internal sealed class ApplyCommand : ApiCommand
{
    public const string Summary =
        "Create the keys in a file that do not exist, and update those that differ. Running it again changes nothing. "
        + "A disabled key counts as existing; an expired one does not.";

    private static readonly string[] PlanColumns = ["ACTION", "NAME", "LINE", "WHAT"];

    private readonly Argument<string> _file = new("FILE")
    {
        Description = $"The requests: {RowOptions.Formats} Each name may appear only once.",
    };

    private readonly RowOptions _rows = new();
    private readonly Option<bool> _dryRun = Flag.Create("--dry-run", "Show the plan (create, keep, update, delete) without changing anything.");

    private readonly Option<bool> _detailedExitCode = Flag.Create(
        "--detailed-exit-code", $"With --dry-run: exit with {ExitCode.ChangesPending} if the run would change anything.");

    private readonly Option<bool> _prune = Flag.Create(
        "--prune",
        "Delete keys that are not in FILE and have not expired, in each workspace that FILE contains (rows without workspace_id: the default workspace). "
        + "Runs last, and only if all other steps succeeded. Prompts for confirmation.");

    private readonly Option<bool> _yes = Flag.Create("--yes", "Do not prompt for confirmation of --prune. Required if standard input is not a terminal.");

    private readonly Option<bool> _replaceOrphans = Flag.Create(
        "--replace-orphans", "Delete the keys that an interrupted run created without storing their secrets, and create them again.");

    private readonly PolicyFile _policy = new("The policy that every row must comply with.");

    private readonly SecretStoreOptions _secrets = new();

    public ApplyCommand(Terminal terminal)
        : base("apply", Summary, terminal) =>
        AddParameters([_file], [.. _rows.All, _dryRun, _detailedExitCode, _prune, _yes, _replaceOrphans, _policy.Option, .. _secrets.All], hasJson: false);

    public override string ExitCodeHelp => """
        Exit codes:
          0    The keys match the file. With --dry-run: the plan is displayed.
          1    OpenRouter rejected a step or the management key, or the rate limit is exceeded. Run the command again to continue.
          2    The command line, a file or a row is invalid, a row violates the policy, several keys have a row's name, or the command cannot
               prompt for confirmation. Nothing was changed.
          3    OpenRouter could not be reached. Run the command again to continue.
          4    The outcome of a step is unknown. The message states what to check before you run the command again.
          5    A new key's secret could not be stored. The key was deleted, or the message states that it still exists; no more keys were created.
               Or: the result could not be written to standard output.
          7    With --dry-run and --detailed-exit-code: there are changes.
          8    An interrupted run created a key, but its secret was not stored. All other steps were executed.
          130  Canceled. Steps in progress were completed. Run the command again to continue.
        If several apply, the most severe is returned: 4, then 5, 8, 130, 1 and 3.
        """;

    protected override async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var file = _rows.Open(parsed.GetRequiredValue(_file), parsed);
        var (destination, isDryRun) = (_secrets.Read(parsed), parsed.GetValue(_dryRun));
        if (parsed.GetValue(_detailedExitCode) && !isDryRun)
        {
            throw new UsageException("--detailed-exit-code needs --dry-run. Add it, or remove --detailed-exit-code.");
        }

        var policy = await _policy.ReadAsync(parsed, Terminal, cancellationToken);
        var rows = await file.ReadAsync(policy, Terminal, "Nothing was sent.", cancellationToken);
        await using var api = await ConnectAsync(parsed, policy, cancellationToken);
        using var account = isDryRun || api.Account is null ? null : await AccountLock.AcquireAsync(api.Account, Terminal, cancellationToken);
        using var secrets = destination.Open(Terminal, GetTarget(parsed).IsSimulated);
        var journal = secrets is null ? null : Journal.Open(secrets);
        var otherJournal = account?.FindOtherJournal(journal?.Path);
        if (otherJournal is not null)
        {
            Terminal.WriteMessage(
                $"warning: An interrupted run had another destination for secrets. Keys whose secrets were not stored are in {otherJournal}. "
                + "Run the command with that destination, or check the keys and delete the file.");
        }

        var options = new PlanOptions(parsed.GetValue(_prune), parsed.GetValue(_replaceOrphans));
        var plan = await Plan.CreateAsync(rows, file.Name, api.Client, journal, options, Terminal, cancellationToken);
        if (isDryRun)
        {
            var exitCode = ResultOutput.Write(null, Terminal, () => WritePlan(plan, destination.IsJson, GetTarget(parsed).IsSimulated));
            return parsed.GetValue(_detailedExitCode) ? ExitCode.MostSevere(exitCode, plan.PendingExitCode) : exitCode;
        }

        if (!await ConfirmAsync(plan, parsed.GetValue(_yes), cancellationToken))
        {
            Terminal.WriteMessage("Nothing was changed.");
            return ExitCode.Canceled;
        }

        PrepareDestination(plan, destination, secrets, journal, GetTarget(parsed));
        var report = new ApplyReport(destination, plan.Steps.Count(step => step.Action != PlanAction.Keep), GetTarget(parsed).IsSimulated, Terminal);
        var runner = new PlanRunner(plan, api.Client, report, secrets, journal);
        account?.SetJournal(journal?.Path ?? otherJournal);
        try
        {
            var exitCode = await Terminal.Interruption.ChangeAsync(abort => RunPlanAsync(runner, report, cancellationToken, abort), cancellationToken);
            return otherJournal is null ? exitCode : ExitCode.MostSevere(exitCode, ExitCode.SecretNotStored);
        }
        finally
        {
            journal?.End();
            account?.SetJournal(otherJournal ?? (journal is { IsEmpty: false } ? journal.Path : null));
        }
    }

    private void WritePlan(Plan plan, bool isJson, bool isSimulated)
    {
        if (isJson)
        {
            var elements = plan.Steps.Select(step => Environment.NewLine + step.ToJson(isSimulated));
            Terminal.Output.WriteLine($"[{string.Join(',', elements)}{Environment.NewLine}]");
            return;
        }

        TextTable.Write(Terminal, PlanColumns, plan.Steps.Select(step => step.ToRow(Terminal.TimeProvider.GetUtcNow())));
        if (plan.StepsOf(PlanAction.Delete).Count > 0 && plan.StepsOf(PlanAction.Create).Count > 0)
        {
            Terminal.WriteMessage("A renamed row is a delete and a create: the key with the old name stops working, and the new key has another secret.");
        }

        Terminal.WriteMessage("Dry run: nothing was changed.");
    }

    /// <summary>Prompts before keys that are not in the file are deleted.</summary>
    private async Task<bool> ConfirmAsync(Plan plan, bool isConfirmed, CancellationToken cancellationToken)
    {
        var deletions = plan.StepsOf(PlanAction.Delete).Where(step => !step.IsOrphan).ToList();
        if (deletions.Count == 0 || isConfirmed)
        {
            return true;
        }

        if (!Terminal.IsInputInteractive)
        {
            throw new UsageException(
                $"--prune would delete {deletions.Count} {(deletions.Count == 1 ? "key" : "keys")} permanently, and the command cannot prompt for confirmation. Add --yes, or use --dry-run to see them. "
                + "Nothing was changed.");
        }

        foreach (var step in deletions)
        {
            Terminal.WriteMessage($"delete \"{step.Name}\" {step.Key!.Hash}");
        }

        return await Terminal.ConfirmAsync($"{(deletions.Count == 1 ? "Delete this key" : $"Delete these {deletions.Count} keys")} permanently?", cancellationToken);
    }

    private void PrepareDestination(Plan plan, SecretStoreDestination destination, ISecretStore? secrets, Journal? journal, ApiTarget target)
    {
        var creations = plan.StepsOf(PlanAction.Create);
        if (creations.Count == 0)
        {
            return;
        }

        if (destination.IsMissing && target is not { IsSimulated: true, StateFile: null }) // the keys of such a simulator do not outlive this process
        {
            throw new UsageException(
                "The API returns a new key's secret only once, and no destination is given. Add --secrets-to FILE, --secrets-dir DIR, --json or --reveal. "
                + "Nothing was changed.");
        }

        if (destination.IsStandardOutput && secrets is null && Terminal.IsOutputClosed)
        {
            throw new StandardStreamException("Standard output is closed, so the secrets could not be written to it. Nothing was changed.");
        }

        // The journal comes before the file: a run that is killed between the two leaves a file that the next run accepts.
        var (requests, now) = (creations.Select(step => step.Request!).ToList(), Terminal.TimeProvider.GetUtcNow());
        secrets?.Prepare([.. creations.Select(step => step.Name)]);
        journal?.Begin(requests, now);
        try
        {
            secrets?.Create();
        }
        catch (UsageException)
        {
            journal?.Cancel(requests, now);
            throw;
        }
    }

    private async Task<int> RunPlanAsync(PlanRunner runner, ApplyReport report, CancellationToken stop, CancellationToken abort)
    {
        try
        {
            await runner.RunAsync(stop, abort);
            report.Complete();
            return report.ExitCode;
        }
        catch (OperationCanceledException)
        {
            report.Complete();
            Terminal.WriteMessage(
                abort.IsCancellationRequested ? "Stopped. Steps in progress were not awaited."
                : "Stopped. Steps in progress were completed; run the command again to continue.");
            return stop.IsCancellationRequested ? ExitCode.MostSevere(report.ExitCode, ExitCode.Canceled) : report.ExitCode;
        }
        catch (Exception exception) // a failed list, for example: the steps before it are still reported
        {
            report.Complete();
            return ExitCode.MostSevere(report.ExitCode, ErrorReport.Write(exception, Terminal));
        }
    }
}
