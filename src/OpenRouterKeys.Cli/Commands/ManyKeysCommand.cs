using System.CommandLine;
using OpenRouterKeys.Cli.Api;
using OpenRouterKeys.Cli.Output;
using OpenRouterKeys.Fluent;
using OpenRouterKeys.Fluent.Rules;

namespace OpenRouterKeys.Cli.Commands;

/// <summary>A command that changes one or several keys, one call after the other.</summary>
internal abstract class ManyKeysCommand(string name, string description, Terminal terminal) : KeyCommand(name, description, terminal)
{
    protected Argument<string[]> Keys { get; } = new("KEY") { Arity = ArgumentArity.OneOrMore, Description = KeySelection.ArgumentDescription };

    /// <summary>Finds the keys, each once. If one of them cannot be found, none is changed.</summary>
    protected Task<IReadOnlyList<SelectedKey>> ResolveAllAsync(ParseResult parsed, OpenRouterKeysClient client, CancellationToken cancellationToken) =>
        ResolveAsync(parsed, parsed.GetRequiredValue(Keys), client, cancellationToken);

    /// <summary>Whether several keys were given, even if they turn out to be the same one: the format of the result depends on it.</summary>
    protected bool IsForMany(ParseResult parsed) => parsed.GetRequiredValue(Keys).Length > 1;

    /// <summary>Changes each key, writes a line for each one, and continues after an error that concerns one key only.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="keys">The keys.</param>
    /// <param name="action">What is done, as in <c>Disabled</c>.</param>
    /// <param name="change">Changes a key. The command waits for the change after the first signal to stop.</param>
    /// <param name="toJson">Returns the JSON for the changed keys.</param>
    /// <param name="cancellationToken">A token that is checked before each change.</param>
    /// <returns>The most severe exit code.</returns>
    protected async Task<int> ChangeAsync(
        ParseResult parsed,
        IReadOnlyList<SelectedKey> keys,
        string action,
        Func<SelectedKey, CancellationToken, Task<KeyInfo>> change,
        Func<IReadOnlyList<KeyInfo>, string> toJson,
        CancellationToken cancellationToken)
    {
        var (changed, exitCode, count) = (new List<KeyInfo>(), ExitCode.Success, 0);
        for (var canContinue = true; canContinue && count < keys.Count; count++)
        {
            try
            {
                var selected = keys[count];
                var key = await Terminal.Interruption.ChangeAsync(abort => change(selected, abort), cancellationToken);
                changed.Add(key);
                exitCode = ExitCode.MostSevere(exitCode, IsJson(parsed) ? ExitCode.Success
                    : ResultOutput.Write(action, Terminal, () => Terminal.Output.WriteLine(SafeText.ToLine($"{action}  {Describe(new(key.Hash, key.Name))}"))));
            }
            catch (Exception exception) // any exception, because the keys that were changed must be reported
            {
                var (code, lines) = exception is OperationCanceledException ? (ExitCode.Canceled, ["Canceled."]) : ErrorReport.Describe(exception);
                exitCode = ExitCode.MostSevere(exitCode, code);
                Terminal.WriteMessage($"Failed  {Describe(keys[count])}: {string.Join(' ', lines)}");
                canContinue = ConcernsOneKey(exception);
            }
        }

        foreach (var key in keys.Skip(count))
        {
            Terminal.WriteMessage($"Not tried  {Describe(key)}");
        }

        return IsJson(parsed)
            ? ExitCode.MostSevere(exitCode, ResultOutput.Write(action, Terminal, () => Terminal.Output.WriteLine(toJson(changed))))
            : exitCode;
    }

    protected static string Describe(SelectedKey key) => string.IsNullOrEmpty(key.Name) ? key.Hash : $"{LogText.FromName(key.Name)}  {key.Hash}";

    private static bool ConcernsOneKey(Exception exception) =>
        exception is KeyOutcomeUnknownException or (KeyRequestRejectedException and not (ManagementKeyRejectedException or RateLimitedException));
}
