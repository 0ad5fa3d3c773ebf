using System.CommandLine;
using OpenRouterKeys.Cli.Output;
using OpenRouterKeys.Fluent;

namespace OpenRouterKeys.Cli.Commands;

/// <summary><c>disable</c> and <c>enable</c>.</summary>
internal sealed class EnableDisableCommand : ManyKeysCommand
{
    public const string DisableSummary = "Disable keys. Use enable to enable them again.";
    public const string EnableSummary = "Enable disabled keys.";

    private readonly string _action;
    private readonly KeyUpdate _update;

    private EnableDisableCommand(string name, string description, string action, KeyUpdate update, Terminal terminal)
        : base(name, description, terminal)
    {
        (_action, _update) = (action, update);
        AddParameters([Keys], [Workspace]);
    }

    public override string ExitCodeHelp => """
        Exit codes:
          0    Success.
          1    A key does not exist, or OpenRouter rejected a request: the management key is not accepted, or the rate limit is exceeded.
          2    The command line is invalid, or KEY is the name or the prefix of several keys. Nothing was changed.
          3    OpenRouter could not be reached. It is safe to try again.
          4    The outcome is unknown. Check the key before you try again.
          5    Success, but the result could not be written to standard output.
          130  Canceled.
        Of several keys, none is changed unless each one is found. Standard output then lists those that were changed, and the error output
        those that were not. If several exit codes apply, the most severe is returned: 4, then 5, 130, 1 and 3.
        """;

    public static EnableDisableCommand CreateDisable(Terminal terminal) =>
        new("disable", DisableSummary, "Disabled", KeyUpdate.Empty.Disable(), terminal);

    public static EnableDisableCommand CreateEnable(Terminal terminal) =>
        new("enable", EnableSummary, "Enabled", KeyUpdate.Empty.Enable(), terminal);

    protected override async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        await using var api = await ConnectAsync(parsed, cancellationToken);
        var keys = await ResolveAllAsync(parsed, api.Client, cancellationToken);
        return IsForMany(parsed)
            ? await ChangeAsync(
                parsed,
                keys,
                _action,
                (key, abort) => api.Client.UpdateAsync(key.Hash, _update, abort),
                changed => KeyJson.Write(changed, GetTarget(parsed).IsSimulated),
                cancellationToken)
            : Write(parsed, _action, await Terminal.Interruption.ChangeAsync(abort => api.Client.UpdateAsync(keys[0].Hash, _update, abort), cancellationToken));
    }
}
