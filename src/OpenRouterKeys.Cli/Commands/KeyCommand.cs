using System.CommandLine;
using OpenRouterKeys.Cli.Api;
using OpenRouterKeys.Cli.Output;
using OpenRouterKeys.Cli.Values;
using OpenRouterKeys.Fluent;
using OpenRouterKeys.Fluent.Rules;

namespace OpenRouterKeys.Cli.Commands;

/// <summary>A command about existing keys.</summary>
internal abstract class KeyCommand(string name, string description, Terminal terminal) : ApiCommand(name, description, terminal)
{
    /// <summary>The argument of a command about one key.</summary>
    protected Argument<string> Hash { get; } = new("KEY") { Description = KeySelection.ArgumentDescription };

    /// <summary>The workspace in which keys are searched by name or by a prefix of the hash.</summary>
    protected Option<Guid?> Workspace { get; } = new("--workspace")
    {
        HelpName = "ID",
        Description = "The workspace in which KEY is searched. Default: the default workspace. A full hash needs no search.",
        CustomParser = OptionParser.For<Guid>("--workspace", WorkspaceId.TryParse),
    };

    /// <summary>Finds the key that the argument selects. Call it before anything is changed.</summary>
    /// <returns>The key's hash.</returns>
    /// <exception cref="UsageException">The argument selects several keys, or may be a key itself.</exception>
    /// <exception cref="NoSuchKeyException">The argument selects no key.</exception>
    protected async Task<string> ResolveHashAsync(ParseResult parsed, OpenRouterKeysClient client, CancellationToken cancellationToken) =>
        (await ResolveAsync(parsed, [parsed.GetRequiredValue(Hash)], client, cancellationToken))[0].Hash;

    /// <summary>Finds the keys that the texts select, each key once. Call it before anything is changed.</summary>
    /// <exception cref="UsageException">A text selects several keys, or may be a key itself.</exception>
    /// <exception cref="NoSuchKeyException">A text selects no key.</exception>
    protected Task<IReadOnlyList<SelectedKey>> ResolveAsync(
        ParseResult parsed, IReadOnlyList<string> texts, OpenRouterKeysClient client, CancellationToken cancellationToken)
    {
        ThrowIfKeys(texts);
        return KeySelection.FindAsync(texts, parsed.GetValue(Workspace), client, Terminal.TimeProvider, cancellationToken);
    }

    /// <summary>Finds the key, calls the API and writes the key that it returns.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="action">What the call does, as in <c>Updated</c>; null: it changes nothing.</param>
    /// <param name="call">Calls the API.</param>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    protected async Task<int> CallAsync(
        ParseResult parsed, string? action, Func<OpenRouterKeysClient, string, CancellationToken, Task<KeyInfo>> call, CancellationToken cancellationToken)
    {
        await using var api = await ConnectAsync(parsed, cancellationToken);
        var hash = await ResolveHashAsync(parsed, api.Client, cancellationToken);
        var key = action is null ? await call(api.Client, hash, cancellationToken)
            : await Terminal.Interruption.ChangeAsync(abort => call(api.Client, hash, abort), cancellationToken);
        return Write(parsed, action, key);
    }

    /// <param name="parsed">The command line.</param>
    /// <param name="action">What was done, as in <c>Updated</c>; null: nothing.</param>
    /// <param name="key">The key that the API returned.</param>
    protected int Write(ParseResult parsed, string? action, KeyInfo key)
    {
        var target = GetTarget(parsed);
        return ResultOutput.Write(action, Terminal, () =>
        {
            if (IsJson(parsed))
            {
                Terminal.Output.WriteLine(KeyJson.Write(key, target.IsSimulated));
            }
            else
            {
                KeyView.Write(action, key, target, Terminal);
            }
        });
    }

    // A pasted key must be neither displayed nor sent, and not searched for either: a later message could contain it.
    private void ThrowIfKeys(IReadOnlyList<string> texts)
    {
        string?[] managementKeys = [Terminal.Environment(ManagementKeyVariable.Name), Terminal.ManagementKeyFromFile?.Reveal()];
        for (var at = 0; at < texts.Count; at++)
        {
            if (Array.Exists(managementKeys, key => HashShape.FindHashProblem(texts[at], string.IsNullOrWhiteSpace(key) ? null : key) is not null))
            {
                var argument = texts.Count == 1 ? "KEY" : $"KEY {at + 1}";
                throw new UsageException($"{argument} is not a key's hash or name. Use a value shown by `list`, never the key itself. Nothing was sent.");
            }
        }
    }
}
