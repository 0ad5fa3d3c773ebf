using System.Text.Json;
using OpenRouterKeys.Fluent.Rules;

namespace OpenRouterKeys.Fluent.Testing.Api;

/// <summary>A key's limit, what is left of it, and what spending does to both.</summary>
internal static class Limits
{
    /// <summary>Sets the limit (null: unlimited); what was spent in the window stays spent.</summary>
    public static KeyInfo Set(KeyInfo key, JsonElement? limit)
    {
        var spent = key.LimitUsd - key.LimitRemainingUsd ?? SpentInWindow(key);
        var extra = key.Extra
            .Where(member => member.Key is not (MemberNames.Limit or MemberNames.LimitRemaining))
            .ToDictionary(StringComparer.Ordinal);
        decimal? usd = null;
        if (limit is { } number)
        {
            usd = Amount(number);
            if (usd is null)
            {
                extra[MemberNames.Limit] = extra[MemberNames.LimitRemaining] = number;
            }
        }

        return key with { LimitUsd = usd, LimitRemainingUsd = usd - spent, Extra = extra };
    }

    public static KeyInfo Spend(KeyInfo key, decimal usd) => key with
    {
        Usage = new(key.Usage.Total + usd, key.Usage.Daily + usd, key.Usage.Weekly + usd, key.Usage.Monthly + usd),
        LimitRemainingUsd = (key.LimitRemainingUsd ?? key.LimitUsd) - usd,
    };

    private static decimal SpentInWindow(KeyInfo key) => key.LimitReset switch
    {
        LimitReset.Daily => key.Usage.Daily,
        LimitReset.Weekly => key.Usage.Weekly,
        LimitReset.Monthly => key.Usage.Monthly,
        _ => key.Usage.Total,
    };

    // The API's numbers are doubles: some are too large for a decimal, and some so small that one would make 0 of them.
    private static decimal? Amount(JsonElement number) =>
        number.TryGetDecimal(out var usd) && (usd == 0m) == (number.GetDouble() == 0d) ? usd : null;
}
