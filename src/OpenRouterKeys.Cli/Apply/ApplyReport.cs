using System.Globalization;
using System.Text.Json;
using OpenRouterKeys.Cli.Output;
using OpenRouterKeys.Cli.Secrets;
using OpenRouterKeys.Fluent;
using OpenRouterKeys.Fluent.Rules;

namespace OpenRouterKeys.Cli.Apply;

/// <summary>Reports the steps of a plan when they are completed: each one as an element of a JSON array or as a line, and a summary at the end. Keys are
/// created concurrently, so each is written as a whole.</summary>
internal sealed class ApplyReport(SecretStoreDestination destination, int changeCount, bool isSimulated, Terminal terminal)
{
    private const int MinChangesForProgress = 20;
    private const int ProgressMessages = 10;

    private readonly Lock _lock = new();
    private readonly Dictionary<PlanAction, int> _counts = [];
    private readonly List<string> _failures = [];
    private bool _hasElements;
    private int _completedCount;

    /// <summary>The most severe exit code of all steps.</summary>
    public int ExitCode { get; private set; }

    /// <summary>Writes a new key, with its secret if standard output is its destination.</summary>
    /// <param name="step">The step that created the key.</param>
    /// <param name="created">The new key.</param>
    /// <param name="isStored">Whether the secret is stored elsewhere.</param>
    /// <exception cref="IOException">Standard output cannot be written, and the secret is not stored.</exception>
    public void WriteCreated(PlanStep step, CreatedKey created, bool isStored)
    {
        if (destination.IsJson)
        {
            WriteElement(step.ToJson(isSimulated, json => KeyJson.WriteCreated(json, created, destination.IsStandardOutput)), canFail: isStored);
        }
        else if (destination.IsLines)
        {
            Write(KeyJson.Write(created, includeSecret: true, isSimulated) + Environment.NewLine, canFail: isStored);
        }
        else if (destination.IsStandardOutput)
        {
            Write($"{created.Key.Reveal()}\t{SafeText.ToLine(created.Info.Name)}{Environment.NewLine}", canFail: isStored);
        }
        else
        {
            WriteLine("created", created.Info);
        }
    }

    public void CountCreated() => Count(PlanAction.Create);

    /// <param name="step">The completed step.</param>
    /// <param name="key">The key that the API returned; null: the step's key is unchanged.</param>
    public void AddCompleted(PlanStep step, KeyInfo? key = null)
    {
        var result = step with { Key = key ?? step.Key };
        if (destination.IsJson)
        {
            WriteElement(result.ToJson(isSimulated), canFail: true);
        }
        else
        {
            WriteLine(step.Action switch { PlanAction.Keep => "kept", PlanAction.Update => "updated", _ => "deleted" }, result.Key!);
        }

        Count(step.Action);
    }

    public void AddFailed(PlanStep step, Exception exception)
    {
        var (exitCode, lines) = ErrorReport.Describe(exception);
        AddFailed(step, exitCode, string.Join(' ', lines));
    }

    public void AddOrphan(PlanStep step) => AddFailed(
        step,
        Cli.ExitCode.SecretNotStored,
        $"An interrupted run created the key with the hash {step.Key!.Hash}, but its secret was not stored. Add --replace-orphans to delete it and create it again, "
        + $"or delete it: openrouter-keys delete {step.Key.Hash}");

    /// <summary>Reports creations that were not awaited, because the command was interrupted twice.</summary>
    public void AddUnknown(IEnumerable<PlanStep> steps, string howToContinue)
    {
        foreach (var step in steps)
        {
            AddFailed(step, Cli.ExitCode.OutcomeUnknown, $"The request may have been sent, and its outcome is unknown. {howToContinue}");
        }
    }

    /// <summary>Writes the failures, and the end of the JSON array or the summary.</summary>
    public void Complete()
    {
        foreach (var failure in _failures)
        {
            terminal.WriteMessage(failure);
        }

        var summary = $"Created {CountOf(PlanAction.Create)}, kept {CountOf(PlanAction.Keep)}, updated {CountOf(PlanAction.Update)}, "
            + $"deleted {CountOf(PlanAction.Delete)}, failed {_failures.Count}.";
        if (destination.IsLines)
        {
            terminal.WriteMessage(summary);
            return;
        }

        var arrayEnd = _hasElements ? $"{Environment.NewLine}]" : "[]";
        Write((destination.IsJson ? arrayEnd : summary) + Environment.NewLine, canFail: true);
    }

    private void AddFailed(PlanStep step, int exitCode, string error)
    {
        ExitCode = Cli.ExitCode.MostSevere(ExitCode, exitCode);
        _failures.Add($"{step.ActionName} \"{LogText.FromName(step.Name)}\": {error}");
        if (destination.IsJson)
        {
            WriteElement(step.ToJson(isSimulated, json => json.WriteString(ApiNames.Error, SafeText.ToLine(error))), canFail: true);
        }

        ReportProgress();
    }

    private void Count(PlanAction action)
    {
        lock (_lock)
        {
            _counts[action] = CountOf(action) + 1;
        }

        if (action != PlanAction.Keep)
        {
            ReportProgress();
        }
    }

    private int CountOf(PlanAction action) => _counts.GetValueOrDefault(action);

    // In a terminal, the line of each key is enough.
    private void ReportProgress()
    {
        if (changeCount < MinChangesForProgress)
        {
            return;
        }

        lock (_lock)
        {
            _completedCount++;
            var isDue = _completedCount * ProgressMessages / changeCount > (_completedCount - 1) * ProgressMessages / changeCount;
            if (isDue && !terminal.IsOutputInteractive)
            {
                terminal.WriteMessage(string.Create(CultureInfo.InvariantCulture, $"{_completedCount} of {changeCount} changes completed."));
            }
        }
    }

    private void WriteLine(string result, KeyInfo key)
    {
        if (!destination.IsLines)
        {
            Write($"{result,-8} {SafeText.ToLine(key.Name)}  {(key.Hash.Length == 0 ? "hash not returned" : key.Hash)}{Environment.NewLine}", canFail: true);
        }
    }

    private void WriteElement(string json, bool canFail)
    {
        lock (_lock)
        {
            Write($"{(_hasElements ? "," : "[")}{Environment.NewLine}{json}", canFail);
            _hasElements = true;
        }
    }

    private void Write(string text, bool canFail)
    {
        lock (_lock)
        {
            try
            {
                terminal.Output.Write(text);
                terminal.Output.Flush();
            }
            catch (IOException exception) when (canFail)
            {
                if (ExitCode != Cli.ExitCode.NotWritten)
                {
                    terminal.WriteMessage($"The result could not be written: {exception.Message}");
                }

                ExitCode = Cli.ExitCode.MostSevere(ExitCode, Cli.ExitCode.NotWritten);
            }
        }
    }
}
