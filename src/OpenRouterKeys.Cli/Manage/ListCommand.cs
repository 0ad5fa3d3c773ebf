using System.CommandLine;
using OpenRouterKeys.Cli.Api;
using OpenRouterKeys.Cli.Output;
using OpenRouterKeys.Cli.Values;
using OpenRouterKeys.Fluent;

namespace OpenRouterKeys.Cli.Manage;

/// <summary><c>list</c>: the keys of a workspace.</summary>
internal sealed class ListCommand : ApiCommand
{
    private static readonly string[] Columns = ["NAME", "STATE", "LIMIT", "LEFT", "RESET", "SPENT", "EXPIRES", "HASH"];

    private readonly Option<bool> _all = Flag.Of("--all", "Disabled keys too.");

    private readonly Option<Guid?> _workspace = new("--workspace")
    {
        HelpName = "ID",
        Description = "The workspace whose keys are listed. Absent: the default workspace, and no other.",
        CustomParser = OptionText.Of<Guid>("--workspace", Workspace.TryRead),
    };

    public ListCommand(Terminal terminal)
        : base("list", "List the keys of a workspace, the newest first.", terminal) => Take([], [_all, _workspace]);

    protected override async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        await using var api = await OpenAsync(parsed, cancellationToken);
        var filter = new KeyFilter { IncludeDisabled = parsed.GetValue(_all), WorkspaceId = parsed.GetValue(_workspace) };
        var keys = await api.Client.ListAsync(filter, cancellationToken).ToListAsync(cancellationToken);
        return Answer.Write(null, Terminal, () => Show(keys, TargetOf(parsed).Simulator, IsJson(parsed)));
    }

    private void Show(List<KeyInfo> keys, bool simulated, bool json)
    {
        if (json)
        {
            Terminal.Output.WriteLine(KeyJson.Write(keys, simulated));
        }
        else if (keys.Count == 0)
        {
            Terminal.Output.WriteLine("No keys here. Disabled keys are listed with --all, those of a workspace with --workspace ID.");
        }
        else
        {
            TextTable.Show(Terminal, Columns, keys.Select(Row));
        }
    }

    private static string[] Row(KeyInfo key) =>
    [
        key.Name,
        KeyFacts.State(key),
        KeyFacts.Limit(key),
        KeyFacts.Amount(key.LimitRemainingUsd) ?? "-",
        KeyFacts.Reset(key),
        KeyFacts.Amount(key.Usage.TotalUsd)!,
        KeyFacts.Expiry(key),
        key.Hash,
    ];
}
