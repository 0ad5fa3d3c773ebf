using System.CommandLine;
using OpenRouterKeys.Cli.Input;
using OpenRouterKeys.Cli.Values;
using OpenRouterKeys.Fluent;

namespace OpenRouterKeys.Cli.Commands;

/// <summary><c>update</c>: updates the given settings of a key; its other settings are unchanged.</summary>
internal sealed class UpdateCommand : KeyCommand
{
    public const string Summary = "Update a key. Settings without an option are unchanged.";

    private readonly Option<string?> _name = new("--name") { HelpName = "NAME", Description = "The new name." };

    private readonly Option<NewLimit?> _limit = new("--limit")
    {
        HelpName = "USD|none",
        Description = "The new spending limit in US dollars, such as 25 or 0.5; none removes it. Spending since the last reset counts towards it.",
        CustomParser = OptionParser.For<NewLimit>("--limit", Amount.TryParseOrNone),
    };

    private readonly Option<LimitReset?> _reset = new("--reset")
    {
        HelpName = "daily|weekly|monthly|never",
        Description = "How often the limit resets: at midnight UTC; weeks start on Monday.",
        CustomParser = OptionParser.For<LimitReset>("--reset", ResetInterval.TryParse),
    };

    private readonly Option<bool?> _byok = new("--byok")
    {
        HelpName = "true|false",
        Description = "Count spending through your own provider keys (BYOK) towards the limit; --byok alone means true.",
    };

    private readonly Option<bool> _disable = Flag.Create("--disable", "Disable the key.");
    private readonly Option<bool> _enable = Flag.Create("--enable", "Enable the key.");

    private readonly PolicyFile _policy = new("The policy that the new name and the new limit must comply with.");

    public UpdateCommand(Terminal terminal)
        : base("update", Summary, terminal) =>
        AddParameters([Hash], [_name, _limit, _reset, _byok, _disable, _enable, _policy.Option, Workspace]);

    public override string ExitCodeHelp => """
        Exit codes:
          0    Success.
          1    OpenRouter rejected the request: the key does not exist, the management key is not accepted, or the rate limit is exceeded.
               Nothing was changed.
          2    The command line, the update or a file is invalid, the update violates the policy, or KEY is the name or the prefix of several
               keys. Nothing was changed.
          3    OpenRouter could not be reached. Nothing was changed, and it is safe to try again.
          4    The outcome is unknown. Check the key before you try again.
          5    Success, but the result could not be written to standard output.
          130  Canceled. Nothing was changed.
        """;

    protected override async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        if (parsed.GetValue(_disable) && parsed.GetValue(_enable))
        {
            throw new UsageException("--disable and --enable cannot be combined. Remove one of them.");
        }

        var update = ReadUpdate(parsed);
        if (update == KeyUpdate.Empty)
        {
            throw new UsageException("No change is given. Add an option such as --limit USD.");
        }

        var policy = await _policy.ReadAsync(parsed, Terminal, cancellationToken);
        ValidationReport.ThrowIfInvalid(update.Validate(policy?.Policy), ParameterOf, policy, Terminal);
        return await CallAsync(parsed, "Updated", (client, hash, token) => client.UpdateAsync(hash, update, token), cancellationToken);
    }

    private KeyUpdate ReadUpdate(ParseResult parsed)
    {
        var update = KeyUpdate.Empty;
        update = parsed.GetValue(_name) is { } name ? update.WithName(name) : update;
        update = parsed.GetValue(_limit) is { } limit ? limit.Usd is { } usd ? update.Limit(usd) : update.Unlimited() : update;
        update = parsed.GetValue(_reset) is { } interval ? update.Resets(interval) : update;
        update = parsed.GetValue(_byok) is { } isIncluded ? update.IncludesByok(isIncluded) : update;
        update = parsed.GetValue(_disable) ? update.Disable() : update;
        return parsed.GetValue(_enable) ? update.Enable() : update;
    }

    private static string ParameterOf(string property) => property switch
    {
        nameof(KeyRequest.Name) => "--name",
        nameof(KeyRequest.LimitUsd) => "--limit",
        nameof(KeyRequest.LimitReset) => "--reset",
        _ => "update",
    };
}
