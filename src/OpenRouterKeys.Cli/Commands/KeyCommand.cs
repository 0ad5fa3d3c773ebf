using System.CommandLine;
using OpenRouterKeys.Cli.Api;
using OpenRouterKeys.Cli.Output;
using OpenRouterKeys.Fluent;
using OpenRouterKeys.Fluent.Rules;

namespace OpenRouterKeys.Cli.Commands;

/// <summary>A command about one existing key.</summary>
internal abstract class KeyCommand(string name, string description, Terminal terminal) : ApiCommand(name, description, terminal)
{
    protected Argument<string> Hash { get; } = new("HASH") { Description = "The key's hash, as shown by list." };

    /// <exception cref="UsageException">The argument is not a hash. It may be a key, so it is not displayed.</exception>
    protected string GetHash(ParseResult parsed)
    {
        var hash = parsed.GetRequiredValue(Hash);
        var managementKey = Terminal.Environment(ManagementKeyVariable.Name);
        return HashShape.FindHashProblem(hash, string.IsNullOrWhiteSpace(managementKey) ? null : managementKey) is null
            ? hash
            : throw new UsageException("HASH is not a key hash. Use the value shown by `list`, never the key itself.");
    }

    /// <summary>Calls the API and writes the key that it returns.</summary>
    protected async Task<int> CallAsync(
        ParseResult parsed, string? action, Func<OpenRouterKeysClient, Task<KeyInfo>> call, CancellationToken cancellationToken)
    {
        await using var api = await ConnectAsync(parsed, cancellationToken);
        return Write(parsed, action, await call(api.Client));
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
}
