using System.CommandLine;
using OpenRouterKeys.Fluent;

namespace OpenRouterKeys.Cli.Manage;

/// <summary><c>disable</c> and <c>enable</c>.</summary>
internal sealed class SwitchCommand : OneKeyCommand
{
    private readonly string _done;
    private readonly KeyUpdate _change;

    private SwitchCommand(string name, string description, string done, KeyUpdate change, Terminal terminal)
        : base(name, description, terminal)
    {
        (_done, _change) = (done, change);
        Take([Hash], []);
    }

    public static SwitchCommand Off(Terminal terminal) =>
        new("disable", "Switch a key off; enable switches it on again.", "Disabled", KeyUpdate.Empty.Disable(), terminal);

    public static SwitchCommand On(Terminal terminal) =>
        new("enable", "Switch a key on.", "Enabled", KeyUpdate.Empty.Enable(), terminal);

    protected override Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var hash = Hash.Read(parsed, Terminal);
        return ShowAsync(parsed, _done, client => client.UpdateAsync(hash, _change, cancellationToken), cancellationToken);
    }
}
