using System.CommandLine;
using OpenRouterKeys.Cli.Apply;
using OpenRouterKeys.Cli.Input;
using OpenRouterKeys.Cli.Output;
using OpenRouterKeys.Cli.Secrets;
using OpenRouterKeys.Cli.Values;
using Spectre.Console;

namespace OpenRouterKeys.Cli.Commands;

/// <summary><c>apply</c>: creates and updates keys so that they match a file.</summary>
internal sealed class ApplyCommand : ApiCommand
{
    private static readonly string[] PlanColumns = ["ACTION", "NAME", "LINE", "WHAT"];

    private readonly Argument<string> _file = new("FILE")
    {
        Description = "A JSON array of requests in the API's format, or CSV with the API's property names as its header; - reads standard input. "
            + "Each name may appear only once.",
    };

    private readonly Option<bool> _csv = Flag.Create("--csv", "Read FILE as CSV. Default: only if its name ends in .csv.");
    private readonly Option<bool> _dryRun = Flag.Create("--dry-run", "Show the plan (create, keep, update, delete) without changing anything.");
    private readonly Option<bool> _prune = Flag.Create(
        "--prune",
        "Delete keys that are not in FILE and have not expired, in each workspace that FILE contains (rows without workspace_id: the default workspace). "
        + "Runs last, and only if all other steps succeeded.");

    private readonly PolicyFile _policy = new("The policy that every row must comply with.");

    private readonly SecretOptions _secret = SecretOptions.ForManyKeys();

    public ApplyCommand(Terminal terminal)
        : base("apply", "Create the keys in a file that do not exist, and update those that differ. Running it again changes nothing. "
            + "A disabled key counts as existing; an expired one does not.", terminal) =>
        AddParameters([_file], [_csv, _dryRun, _prune, _policy.Option, .. _secret.All], hasJson: false);

    public override string ExitCodeHelp => """
        Exit codes:
          0    The keys match the file. With --dry-run: the plan is displayed.
          1    OpenRouter rejected a step or the management key, or the rate limit is exceeded. Run the command again to continue.
          2    The command line, a file or a row is invalid, a row violates the policy, or several keys have a row's name. Nothing was changed.
          3    OpenRouter could not be reached. Run the command again to continue.
          4    The outcome of a step is unknown. The message states what to check before you run the command again.
          5    A new key's secret could not be stored. The key was deleted, or the message states that it still exists; no more keys were created.
               Or: the result could not be written to standard output.
          130  Canceled. Steps in progress were completed. Run the command again to continue.
        If several apply, the most severe is returned: 4, then 5, 1 and 3.
        """;

    protected override async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var path = parsed.GetRequiredValue(_file);
        var file = new RowsFile(path, parsed.GetValue(_csv) || path.EndsWith(".csv", StringComparison.OrdinalIgnoreCase));
        var policy = await _policy.ReadAsync(parsed, Terminal, cancellationToken);
        var rows = await file.ReadAsync(policy, Terminal, cancellationToken);
        await using var api = await ConnectAsync(parsed, policy, cancellationToken);
        var plan = await Plan.CreateAsync(rows, file.Name, api.Client, parsed.GetValue(_prune), Terminal, cancellationToken);
        var (destination, isSimulated) = (_secret.Read(parsed), GetTarget(parsed).IsSimulated);
        if (parsed.GetValue(_dryRun))
        {
            return ResultOutput.Write(null, Terminal, () => WritePlan(plan, destination.IsJson, isSimulated));
        }

        var createsKeys = plan.StepsOf(PlanAction.Create).Count > 0;
        if (createsKeys && destination.IsMissing && !isSimulated)
        {
            throw new UsageException(
                "The API returns a new key's secret only once, and no destination is given. Add --secrets-to FILE, --json or --reveal. Nothing was changed.");
        }

        await using var secrets = createsKeys && destination.File is { } secretsPath ? SecretLinesFile.Create(secretsPath, Terminal) : null;
        var report = new ApplyReport(destination, isSimulated, Terminal);
        return await RunPlanAsync(new PlanRunner(plan, api.Client, report, secrets, isSimulated), report, plan.Steps.Count, cancellationToken);
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
        Terminal.WriteMessage("Dry run: nothing was changed.");
    }

    private async Task<int> RunPlanAsync(PlanRunner runner, ApplyReport report, int stepCount, CancellationToken cancellationToken)
    {
        try
        {
            await RunWithProgressAsync(runner, report, stepCount, cancellationToken);
            report.Complete();
            return report.ExitCode;
        }
        catch (OperationCanceledException)
        {
            report.Complete();
            Terminal.WriteMessage("Stopped. Steps in progress were completed; run the command again to continue.");
            return cancellationToken.IsCancellationRequested ? ExitCode.MostSevere(report.ExitCode, ExitCode.Canceled) : report.ExitCode;
        }
        catch (Exception exception) // a failed list, for example: the steps before it are still reported
        {
            report.Complete();
            return ExitCode.MostSevere(report.ExitCode, ErrorReport.Write(exception, Terminal));
        }
    }

    private Task RunWithProgressAsync(PlanRunner runner, ApplyReport report, int stepCount, CancellationToken cancellationToken)
    {
        if (!report.IsSummaryOnly || !Terminal.IsOutputInteractive)
        {
            return runner.RunAsync(() => { }, cancellationToken);
        }

        return SpectreConsole.Create(Terminal).Progress().AutoClear(true).StartAsync(context =>
        {
            var bar = context.AddTask("Keys", maxValue: Math.Max(stepCount, 1));
            return runner.RunAsync(() => bar.Increment(1), cancellationToken);
        });
    }
}
