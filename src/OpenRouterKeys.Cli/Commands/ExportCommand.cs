using System.CommandLine;
using OpenRouterKeys.Cli.Output;
using OpenRouterKeys.Cli.Values;
using OpenRouterKeys.Fluent;
using OpenRouterKeys.Fluent.Rules;

namespace OpenRouterKeys.Cli.Commands;

/// <summary><c>export</c>: writes the keys of a workspace as a file that <c>apply</c> accepts without changes.</summary>
internal sealed class ExportCommand : ApiCommand
{
    public const string Summary =
        "Write the keys of a workspace to standard output, as a file that apply accepts without changes. It contains disabled keys, but neither "
        + "expired keys nor secrets. Of several keys with the same name, it contains the only enabled one, otherwise the newest. For all "
        + "properties, use list --all --expired --csv.";

    private readonly Option<Guid?> _workspace = new("--workspace")
    {
        HelpName = "ID",
        Description = "The workspace to export. Default: the default workspace.",
        CustomParser = OptionParser.For<Guid>("--workspace", WorkspaceId.TryParse),
    };

    private readonly Option<bool> _json = Flag.Create("--json", "Write a JSON array of requests instead of CSV. Only JSON contains external users.");

    public ExportCommand(Terminal terminal)
        : base("export", Summary, terminal) =>
        AddParameters([], [_workspace, _json], hasJson: false);

    public override string ExitCodeHelp => """
        Exit codes:
          0    Success. What could not be exported is in the error output.
          1    OpenRouter rejected the request: the management key is not accepted, the workspace does not exist, or the rate limit is exceeded.
          2    The command line is invalid. Nothing was sent.
          3    OpenRouter could not be reached.
          4    Unexpected error.
          5    The keys could not be written to standard output.
          130  Canceled.
        """;

    protected override async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var (workspace, isJson) = (parsed.GetValue(_workspace), parsed.GetValue(_json));
        await using var api = await ConnectAsync(parsed, cancellationToken);
        var now = Terminal.TimeProvider.GetUtcNow();
        var keys = await api.Client.ListAsync(new KeyFilter { IncludeDisabled = true, WorkspaceId = workspace }, cancellationToken)
            .Where(key => !(key.ExpiresAt <= now))
            .ToListAsync(cancellationToken);
        // Oldest first, so that new keys are appended to the file.
        var selected = keys.GroupBy(key => key.Name, StringComparer.Ordinal).Select(Select).Reverse().Select(key => new ExportedKey(key, workspace));
        List<ExportedKey> exported = [.. selected.Where(CanExport)];
        var externalUsers = exported.Count(key => key.Key.ExternalUser is not null);
        if (externalUsers > 0 && !isJson)
        {
            Terminal.WriteMessage($"warning: {externalUsers} of the keys belong to an external user, which CSV cannot contain. Add --json to export it.");
        }

        return ResultOutput.Write(null, Terminal, () => Write(exported, workspace, isJson));
    }

    private void Write(List<ExportedKey> keys, Guid? workspace, bool isJson)
    {
        if (isJson)
        {
            Terminal.Output.WriteLine(keys.Count == 0 ? "[]" : $"[{string.Join(',', keys.Select(key => Environment.NewLine + key.ToJson()))}{Environment.NewLine}]");
        }
        else
        {
            CsvOutput.Write(Terminal, ExportedKey.Columns(workspace), keys.ConvertAll(key => key.ToRow()));
        }
    }

    // As apply does: after a rotation, the disabled old key has the same name as the new key.
    private KeyInfo Select(IGrouping<string, KeyInfo> sameName)
    {
        KeyInfo[] keys = [.. sameName];
        if (keys.Length == 1 || keys.Count(key => !key.IsDisabled) == 1)
        {
            return keys.Length == 1 ? keys[0] : keys.Single(key => !key.IsDisabled);
        }

        var newest = keys.MaxBy(key => key.CreatedAt ?? DateTimeOffset.MinValue)!;
        Terminal.WriteMessage(
            $"warning: {keys.Length} keys are named \"{LogText.FromName(sameName.Key)}\". Only the newest one is exported ({newest.Hash}), "
            + "and apply rejects its name. Rename or delete the others.");
        return newest;
    }

    private bool CanExport(ExportedKey key)
    {
        var name = key.Key.Name.Length == 0 ? key.Key.Hash : $"\"{LogText.FromName(key.Key.Name)}\" ({key.Key.Hash})";
        if (key.FindErrors(Terminal.TimeProvider) is { Count: > 0 } errors)
        {
            Terminal.WriteMessage($"warning: {name} is not exported, because apply would reject it. {string.Join(' ', errors)}");
            return false;
        }

        if (key.UnknownSettings.Count > 0)
        {
            Terminal.WriteMessage($"warning: {name}: {string.Join(", ", key.UnknownSettings)} could not be read, so the file does not contain it. Add it to the file.");
        }

        return true;
    }
}
