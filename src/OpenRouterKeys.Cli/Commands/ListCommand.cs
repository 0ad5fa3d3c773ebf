using System.CommandLine;
using System.IO.Enumeration;
using OpenRouterKeys.Cli.Output;
using OpenRouterKeys.Cli.Values;
using OpenRouterKeys.Fluent;

namespace OpenRouterKeys.Cli.Commands;

/// <summary><c>list</c>: lists the keys of one workspace.</summary>
internal sealed class ListCommand : ApiCommand
{
    public const string Summary = "List the keys of a workspace, newest first.";

    private static readonly string[] Columns = ["NAME", "STATE", "LIMIT", "LEFT", "RESET", "SPENT", "EXPIRES", "HASH"];

    private readonly Option<bool> _all = Flag.Create("--all", "Include disabled keys.");

    private readonly Option<bool> _expired = Flag.Create("--expired", "Include expired keys.");

    private readonly Option<Guid?> _workspace = new("--workspace")
    {
        HelpName = "ID",
        Description = "The workspace to list. Default: the default workspace only.",
        CustomParser = OptionParser.For<Guid>("--workspace", WorkspaceId.TryParse),
    };

    private readonly Option<string?> _filter = new("--filter")
    {
        HelpName = "TEXT",
        Description = "List only keys whose name contains TEXT, in any case. With *, which stands for any text, the whole name must match, as in 'ci-*'.",
    };

    private readonly Option<KeySort?> _sort = new("--sort")
    {
        HelpName = "name|created|spent|left|expires|limit",
        Description = "The order of the keys, the lowest first; with :desc the highest, as in spent:desc. No limit and no expiration are the highest. Default: newest first.",
        CustomParser = OptionParser.For<KeySort>("--sort", KeySort.TryParse),
    };

    private readonly Option<bool> _csv = Flag.Create(
        "--csv", "Write CSV with the API's property names as its header to standard output. A spreadsheet may calculate a name that begins with =, so import it as text.");

    public ListCommand(Terminal terminal)
        : base("list", Summary, terminal) => AddParameters([], [_all, _expired, _workspace, _filter, _sort, _csv]);

    protected override async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var isCsv = parsed.GetValue(_csv);
        if (isCsv && IsJson(parsed))
        {
            throw new UsageException("--csv and --json cannot be combined. Remove one of them.");
        }

        await using var api = await ConnectAsync(parsed, cancellationToken);
        var filter = new KeyFilter
        {
            IncludeDisabled = parsed.GetValue(_all),
            IncludeExpired = parsed.GetValue(_expired),
            WorkspaceId = parsed.GetValue(_workspace),
        };
        var name = parsed.GetValue(_filter);
        var found = await api.Client.ListAsync(filter, cancellationToken).Where(key => name is null || IsMatch(key.Name, name)).ToListAsync(cancellationToken);
        List<KeyInfo> keys = parsed.GetValue(_sort) is { } sort ? [.. sort.Apply(found)] : found;
        return ResultOutput.Write(null, Terminal, () =>
        {
            if (isCsv)
            {
                CsvOutput.Write(Terminal, KeyCsv.Columns, keys.ConvertAll(KeyCsv.ToRow));
            }
            else
            {
                Write(keys, GetTarget(parsed).IsSimulated, IsJson(parsed), isFiltered: name is not null);
            }
        });
    }

    private void Write(List<KeyInfo> keys, bool isSimulated, bool isJson, bool isFiltered)
    {
        if (isJson)
        {
            Terminal.Output.WriteLine(KeyJson.Write(keys, isSimulated));
        }
        else if (keys.Count == 0)
        {
            Terminal.Output.WriteLine(
                $"No keys found. {(isFiltered ? "Change or remove --filter, or add" : "Add")} --all to include disabled keys, --expired to include expired keys, or --workspace ID to list another workspace.");
        }
        else
        {
            TextTable.Write(Terminal, Columns, keys.Select(key => ToRow(key, Terminal.TimeProvider.GetUtcNow())));
        }
    }

    private static bool IsMatch(string name, string filter) =>
        filter.Contains('*', StringComparison.Ordinal) ? FileSystemName.MatchesSimpleExpression(filter, name) : name.Contains(filter, StringComparison.OrdinalIgnoreCase);

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
