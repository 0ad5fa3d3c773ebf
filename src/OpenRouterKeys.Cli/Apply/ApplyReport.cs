using System.Text.Json;
using OpenRouterKeys.Cli.Output;
using OpenRouterKeys.Cli.Secrets;
using OpenRouterKeys.Fluent;
using OpenRouterKeys.Fluent.Rules;
using OpenRouterKeys.Fluent.Json;

namespace OpenRouterKeys.Cli.Apply;

/// <summary>Tells what became of each step: as elements of a JSON array while they come, or to people at the end. Keys are created at the same
/// time, so each line is written whole.</summary>
internal sealed class ApplyReport(SecretOrder secret, bool simulated, Terminal terminal)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<Deed, int> _done = [];
    private readonly List<string> _failures = [];
    private bool _hasElements;

    /// <summary>Whether nothing but the end is written, so that a progress bar may be.</summary>
    public bool IsQuiet => !secret.Json && !secret.IsOnOutput;

    /// <summary>The gravest of what went wrong; done where nothing did.</summary>
    public int ExitCode { get; private set; }

    /// <exception cref="IOException">The output takes nothing, and the secret is nowhere else.</exception>
    public void TellCreated(Step step, CreatedKey created, bool isKept)
    {
        if (secret.Json)
        {
            WriteElement(step.ToJson(simulated, json => WriteCreated(json, created)), isKept);
        }
        else if (secret.IsOnOutput)
        {
            Write($"{created.Key.Reveal()}\t{SafeLine.Of(created.Info.Name, null)}{Environment.NewLine}", isKept);
        }
    }

    public void Count(Deed deed)
    {
        lock (_lock)
        {
            _done[deed] = _done.GetValueOrDefault(deed) + 1;
        }
    }

    public void TellDone(Step step, KeyInfo? key = null)
    {
        Count(step.Deed);
        if (secret.Json)
        {
            WriteElement((step with { Key = key ?? step.Key }).ToJson(simulated), mayFail: true);
        }
    }

    public void TellFailed(Step step, Exception exception)
    {
        var (exitCode, lines) = Failure.Describe(exception);
        var words = string.Join(' ', lines);
        ExitCode = Cli.ExitCode.Gravest(ExitCode, exitCode);
        _failures.Add($"{step.Word} \"{LogText.FromName(step.Name)}\": {words}");
        if (secret.Json)
        {
            WriteElement(step.ToJson(simulated, json => json.WriteString(PropertyNames.Error, SafeLine.Of(words, null))), mayFail: true);
        }
    }

    public void Finish()
    {
        foreach (var failure in _failures)
        {
            terminal.Tell(failure);
        }

        var summary = $"Created {Done(Deed.Create)}, kept {Done(Deed.Keep)}, changed {Done(Deed.Change)}, "
            + $"deleted {Done(Deed.Delete)}, failed {_failures.Count}.";
        Write((secret.Json ? _hasElements ? $"{Environment.NewLine}]" : "[]" : summary) + Environment.NewLine, mayFail: true);
    }

    private int Done(Deed deed) => _done.GetValueOrDefault(deed);

    private void WriteCreated(Utf8JsonWriter json, CreatedKey created)
    {
        if (secret.IsOnOutput)
        {
            json.WriteString(PropertyNames.Key, created.Key.Reveal());
        }

        json.WritePropertyName(PropertyNames.Data);
        KeyInfoWriter.Write(created.Info, json);
    }

    private void WriteElement(string json, bool mayFail)
    {
        lock (_lock)
        {
            Write($"{(_hasElements ? "," : "[")}{Environment.NewLine}{json}", mayFail);
            _hasElements = true;
        }
    }

    private void Write(string text, bool mayFail)
    {
        lock (_lock)
        {
            try
            {
                terminal.Output.Write(text);
                terminal.Output.Flush();
            }
            catch (IOException) when (mayFail)
            {
                ExitCode = Cli.ExitCode.Gravest(ExitCode, Cli.ExitCode.NotWritten);
            }
        }
    }
}
