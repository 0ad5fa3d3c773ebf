using System.Text.Json;
using OpenRouterKeys.Cli.Output;
using OpenRouterKeys.Cli.Secrets;
using OpenRouterKeys.Fluent;
using OpenRouterKeys.Fluent.Rules;

namespace OpenRouterKeys.Cli.Apply;

/// <summary>Reports the steps of a plan: each one as an element of a JSON array when it is completed, or all of them in a summary. Keys are created
/// concurrently, so each element is written as a whole.</summary>
internal sealed class ApplyReport(SecretDestination destination, bool isSimulated, Terminal terminal)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<PlanAction, int> _counts = [];
    private readonly List<string> _failures = [];
    private bool _hasElements;

    /// <summary>Whether only the summary is written, so that a progress bar can be displayed before it.</summary>
    public bool IsSummaryOnly => !destination.IsJson && !destination.IsStandardOutput;

    /// <summary>The most severe exit code of all steps.</summary>
    public int ExitCode { get; private set; }

    /// <summary>Writes a new key, with its secret if standard output is its destination.</summary>
    /// <param name="step">The step that created the key.</param>
    /// <param name="created">The new key.</param>
    /// <param name="isStored">Whether a file contains the secret.</param>
    /// <exception cref="IOException">Standard output cannot be written, and the secret is not stored.</exception>
    public void WriteCreated(PlanStep step, CreatedKey created, bool isStored)
    {
        if (destination.IsJson)
        {
            WriteElement(step.ToJson(isSimulated, json => KeyJson.WriteCreated(json, created, destination.IsStandardOutput)), canFail: isStored);
        }
        else if (destination.IsStandardOutput)
        {
            Write($"{created.Key.Reveal()}\t{SafeText.ToLine(created.Info.Name)}{Environment.NewLine}", canFail: isStored);
        }
    }

    public void Count(PlanAction action)
    {
        lock (_lock)
        {
            _counts[action] = _counts.GetValueOrDefault(action) + 1;
        }
    }

    /// <param name="step">The completed step.</param>
    /// <param name="key">The key that the API returned; null: the step's key is unchanged.</param>
    public void AddCompleted(PlanStep step, KeyInfo? key = null)
    {
        Count(step.Action);
        if (destination.IsJson)
        {
            WriteElement((step with { Key = key ?? step.Key }).ToJson(isSimulated), canFail: true);
        }
    }

    public void AddFailed(PlanStep step, Exception exception)
    {
        var (exitCode, lines) = ErrorReport.Describe(exception);
        var error = string.Join(' ', lines);
        ExitCode = Cli.ExitCode.MostSevere(ExitCode, exitCode);
        _failures.Add($"{step.ActionName} \"{LogText.FromName(step.Name)}\": {error}");
        if (destination.IsJson)
        {
            WriteElement(step.ToJson(isSimulated, json => json.WriteString(ApiNames.Error, SafeText.ToLine(error))), canFail: true);
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
        var arrayEnd = _hasElements ? $"{Environment.NewLine}]" : "[]";
        Write((destination.IsJson ? arrayEnd : summary) + Environment.NewLine, canFail: true);
    }

    private int CountOf(PlanAction action) => _counts.GetValueOrDefault(action);

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
            catch (IOException) when (canFail)
            {
                ExitCode = Cli.ExitCode.MostSevere(ExitCode, Cli.ExitCode.NotWritten);
            }
        }
    }
}
