using System.CommandLine;
using OpenRouterKeys.Fluent.Http;

namespace OpenRouterKeys.Cli.Api;

/// <summary>Which key. A pasted key instead of its hash is refused without an echo, before anything else is looked at.</summary>
internal sealed class HashArgument() : Argument<string>("HASH")
{
    public static HashArgument Make() => new() { Description = "The key's hash, as list shows it." };

    public string Read(ParseResult parsed, Terminal terminal)
    {
        var hash = parsed.GetRequiredValue(this);
        var managementKey = terminal.Environment(ManagementKeyVariable.Name);
        return KeyAddress.FindHashProblem(hash, string.IsNullOrWhiteSpace(managementKey) ? null : managementKey) is null
            ? hash
            : throw new UsageException("HASH is no hash of a key: give one as list shows it, and never the key itself.");
    }
}
