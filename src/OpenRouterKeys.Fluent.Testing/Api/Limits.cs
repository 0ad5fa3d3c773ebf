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
        var extra = key.AdditionalProperties
            .Where(member => member.Key is not (PropertyNames.Limit or PropertyNames.LimitRemaining))
            .ToDictionary(StringComparer.Ordinal);
        decimal? usd = null;
        if (limit is { } number)
        {
            usd = Amount(number);
            if (usd is null)
            {
                extra[PropertyNames.Limit] = extra[PropertyNames.LimitRemaining] = number;
            }
        }

        return key with { LimitUsd = usd, LimitRemainingUsd = usd - spent, AdditionalProperties = extra };
    }

    public static KeyInfo Spend(KeyInfo key, decimal usd) => key with
    {
        Usage = new(key.Usage.TotalUsd + usd, key.Usage.DailyUsd + usd, key.Usage.WeeklyUsd + usd, key.Usage.MonthlyUsd + usd),
        LimitRemainingUsd = (key.LimitRemainingUsd ?? key.LimitUsd) - usd,
    };

    private static decimal SpentInWindow(KeyInfo key) => key.LimitReset switch
    {
        LimitReset.Daily => key.Usage.DailyUsd,
        LimitReset.Weekly => key.Usage.WeeklyUsd,
        LimitReset.Monthly => key.Usage.MonthlyUsd,
        _ => key.Usage.TotalUsd,
    };

    // The API's numbers are doubles: some are too large for a decimal, and some so small that one would make 0 of them.
    private static decimal? Amount(JsonElement number) =>
        number.TryGetDecimal(out var usd) && (usd == 0m) == (number.GetDouble() == 0d) ? usd : null;
}
