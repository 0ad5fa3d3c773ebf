using System.CommandLine;

namespace OpenRouterKeys.Cli.Commands;

/// <summary><c>show</c>: shows one key.</summary>
internal sealed class ShowCommand : KeyCommand
{
    public ShowCommand(Terminal terminal)
        : base("show", "Show one key.", terminal) => AddParameters([Hash], []);

    protected override Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var hash = GetHash(parsed);
        return CallAsync(parsed, null, client => client.GetAsync(hash, cancellationToken), cancellationToken);
    }
}
