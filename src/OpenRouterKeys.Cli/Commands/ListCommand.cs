using System.CommandLine;
using OpenRouterKeys.Cli.Output;
using OpenRouterKeys.Cli.Values;
using OpenRouterKeys.Fluent;

namespace OpenRouterKeys.Cli.Commands;

/// <summary><c>list</c>: lists the keys of one workspace.</summary>
internal sealed class ListCommand : ApiCommand
{
    private static readonly string[] Columns = ["NAME", "STATE", "LIMIT", "LEFT", "RESET", "SPENT", "EXPIRES", "HASH"];

    private readonly Option<bool> _all = Flag.Create("--all", "Include disabled keys.");

    private readonly Option<bool> _expired = Flag.Create("--expired", "Include expired keys.");

    private readonly Option<Guid?> _workspace = new("--workspace")
    {
        HelpName = "ID",
        Description = "The workspace to list. Default: the default workspace only.",
        CustomParser = OptionParser.For<Guid>("--workspace", WorkspaceId.TryParse),
    };

    public ListCommand(Terminal terminal)
        : base("list", "List the keys of a workspace, newest first.", terminal) => AddParameters([], [_all, _expired, _workspace]);

    protected override async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        await using var api = await ConnectAsync(parsed, cancellationToken);
        var filter = new KeyFilter
        {
            IncludeDisabled = parsed.GetValue(_all),
            IncludeExpired = parsed.GetValue(_expired),
            WorkspaceId = parsed.GetValue(_workspace),
        };
        var keys = await api.Client.ListAsync(filter, cancellationToken).ToListAsync(cancellationToken);
        return ResultOutput.Write(null, Terminal, () => Write(keys, GetTarget(parsed).IsSimulated, IsJson(parsed)));
    }

    private void Write(List<KeyInfo> keys, bool isSimulated, bool isJson)
    {
        if (isJson)
        {
            Terminal.Output.WriteLine(KeyJson.Write(keys, isSimulated));
        }
        else if (keys.Count == 0)
        {
            Terminal.Output.WriteLine("No keys found. Add --all to include disabled keys, --expired to include expired keys, or --workspace ID to list another workspace.");
        }
        else
        {
            TextTable.Write(Terminal, Columns, keys.Select(key => ToRow(key, Terminal.TimeProvider.GetUtcNow())));
        }
    }

    private static string[] ToRow(KeyInfo key, DateTimeOffset now) =>
    [
        key.Name,
        KeyFormat.State(key, now),
        KeyFormat.Limit(key),
        KeyFormat.Remaining(key),
        KeyFormat.Reset(key),
        KeyFormat.Amount(key.Usage.TotalUsd),
        KeyFormat.Expiration(key),
        key.Hash,
    ];
}
