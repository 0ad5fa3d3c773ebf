using System.CommandLine;
using OpenRouterKeys.Fluent;

namespace OpenRouterKeys.Cli.Commands;

/// <summary><c>disable</c> and <c>enable</c>.</summary>
internal sealed class EnableDisableCommand : KeyCommand
{
    private readonly string _action;
    private readonly KeyUpdate _update;

    private EnableDisableCommand(string name, string description, string action, KeyUpdate update, Terminal terminal)
        : base(name, description, terminal)
    {
        (_action, _update) = (action, update);
        AddParameters([Hash], []);
    }

    public static EnableDisableCommand CreateDisable(Terminal terminal) =>
        new("disable", "Disable a key. Use enable to enable it again.", "Disabled", KeyUpdate.Empty.Disable(), terminal);

    public static EnableDisableCommand CreateEnable(Terminal terminal) =>
        new("enable", "Enable a disabled key.", "Enabled", KeyUpdate.Empty.Enable(), terminal);

    protected override Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var hash = GetHash(parsed);
        return CallAsync(parsed, _action, client => client.UpdateAsync(hash, _update, cancellationToken), cancellationToken);
    }
}
