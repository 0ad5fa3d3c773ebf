using System.CommandLine;

namespace OpenRouterKeys.Cli.Commands;

/// <summary><c>show</c>: shows one key.</summary>
internal sealed class ShowCommand : KeyCommand
{
    public const string Summary = "Show one key.";

    public ShowCommand(Terminal terminal)
        : base("show", Summary, terminal) => AddParameters([Hash], [Workspace]);

    protected override Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken) =>
        CallAsync(parsed, null, (client, hash, token) => client.GetAsync(hash, token), cancellationToken);
}
