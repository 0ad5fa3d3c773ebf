using System.CommandLine;
using OpenRouterKeys.Cli.Input;
using OpenRouterKeys.Cli.Values;
using OpenRouterKeys.Fluent;

namespace OpenRouterKeys.Cli.Manage;

/// <summary><c>update</c>: changes what is named, and leaves the rest.</summary>
internal sealed class UpdateCommand : OneKeyCommand
{
    private readonly Option<string?> _name = new("--name") { HelpName = "NAME", Description = "Another name." };

    private readonly Option<Setting<decimal?>?> _limit = new("--limit")
    {
        HelpName = "USD|none",
        Description = "How much the key may spend, in US dollars, as 25 or 0.5; none: unlimited. What it has spent in the window counts.",
        CustomParser = OptionText.Of<Setting<decimal?>>("--limit", Amount.TryReadOrNone),
    };

    private readonly Option<LimitReset?> _reset = new("--reset")
    {
        HelpName = "daily|weekly|monthly|never",
        Description = "When the limit refills: at midnight UTC, weeks on Monday.",
        CustomParser = OptionText.Of<LimitReset>("--reset", Interval.TryReadOrNever),
        CompletionSources = { Interval.Words },
    };

    private readonly Option<bool?> _byok = new("--byok")
    {
        HelpName = "true|false",
        Description = "Count spending through your own provider keys (BYOK) towards the limit; alone it means true.",
    };

    private readonly Option<bool> _disable = Flag.Of("--disable", "Switch the key off.");
    private readonly Option<bool> _enable = Flag.Of("--enable", "Switch the key on.");

    public UpdateCommand(Terminal terminal)
        : base("update", "Change a key; what is not named stays as it is.", terminal) =>
        Take([Hash], [_name, _limit, _reset, _byok, _disable, _enable]);

    protected override Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var hash = Hash.Read(parsed, Terminal);
        if (parsed.GetValue(_disable) && parsed.GetValue(_enable))
        {
            throw new UsageException("--disable and --enable contradict: leave one out.");
        }

        var change = ChangeOf(parsed);
        RuleCheck.Run(change.Validate(), PlaceOf, Terminal);
        return ShowAsync(parsed, "Changed", client => client.UpdateAsync(hash, change, cancellationToken), cancellationToken);
    }

    private KeyUpdate ChangeOf(ParseResult parsed)
    {
        var change = KeyUpdate.Empty;
        change = parsed.GetValue(_name) is { } name ? change.WithName(name) : change;
        change = parsed.GetValue(_limit) is { } limit ? limit.Value is { } usd ? change.Limit(usd) : change.Unlimited() : change;
        change = parsed.GetValue(_reset) is { } interval ? change.Resets(interval) : change;
        change = parsed.GetValue(_byok) is { } included ? change.IncludesByok(included) : change;
        change = parsed.GetValue(_disable) ? change.Disable() : change;
        return parsed.GetValue(_enable) ? change.Enable() : change;
    }

    private static string PlaceOf(string property) => property switch
    {
        nameof(KeyRequest.Name) => "--name",
        nameof(KeyRequest.LimitUsd) => "--limit",
        nameof(KeyRequest.LimitReset) => "--reset",
        _ => "update",
    };
}
