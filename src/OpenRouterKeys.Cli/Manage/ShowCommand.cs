using System.CommandLine;

namespace OpenRouterKeys.Cli.Manage;

/// <summary><c>show</c>: what the API tells of one key.</summary>
internal sealed class ShowCommand : OneKeyCommand
{
    public ShowCommand(Terminal terminal)
        : base("show", "Show one key.", terminal) => Take([Hash], []);

    protected override Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var hash = Hash.Read(parsed, Terminal);
        return ShowAsync(parsed, null, client => client.GetAsync(hash, cancellationToken), cancellationToken);
    }
}
