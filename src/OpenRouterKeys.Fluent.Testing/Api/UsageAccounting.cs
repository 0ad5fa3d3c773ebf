using System.Text.Json;
using OpenRouterKeys.Fluent.Rules;

namespace OpenRouterKeys.Fluent.Testing.Api;

/// <summary>Computes a key's usage and remaining limit after a new limit, after spending, and after days, weeks (from Monday) and months (all UTC)
/// have ended.</summary>
internal static class UsageAccounting
{
    /// <summary>Sets the limit (null: unlimited). What was spent since the last reset is subtracted from it.</summary>
    public static KeyInfo SetLimit(KeyInfo key, JsonElement? limit)
    {
        var spent = key.LimitUsd - key.LimitRemainingUsd ?? SpentSinceReset(key);
        var additional = key.AdditionalProperties
            .Where(property => property.Key is not (ApiNames.Limit or ApiNames.LimitRemaining))
            .ToDictionary(StringComparer.Ordinal);
        decimal? usd = null;
        if (limit is { } number)
        {
            usd = ToDecimal(number);
            if (usd is null)
            {
                additional[ApiNames.Limit] = additional[ApiNames.LimitRemaining] = number;
            }
        }

        return key with { LimitUsd = usd, LimitRemainingUsd = usd - spent, AdditionalProperties = additional };
    }

    public static KeyInfo Spend(KeyInfo key, decimal usd, DateTimeOffset now) => key with
    {
        Usage = new(key.Usage.TotalUsd + usd, key.Usage.DailyUsd + usd, key.Usage.WeeklyUsd + usd, key.Usage.MonthlyUsd + usd),
        LimitRemainingUsd = (key.LimitRemainingUsd ?? key.LimitUsd) - usd,
        LastUsedAt = now,
        AdditionalProperties = key.AdditionalProperties.Where(property => property.Key != ApiNames.LastUsedAt).ToDictionary(StringComparer.Ordinal),
    };

    /// <summary>Sets the usage of each day, week or month that ended between two times to 0, and resets a limit whose interval ended.</summary>
    public static KeyInfo Advance(KeyInfo key, DateTimeOffset from, DateTimeOffset to)
    {
        var (isNewDay, isNewWeek, isNewMonth) = (DayOf(to) > DayOf(from), WeekOf(to) > WeekOf(from), MonthOf(to) > MonthOf(from));
        var resetsLimit = key.LimitReset switch
        {
            LimitReset.Daily => isNewDay,
            LimitReset.Weekly => isNewWeek,
            LimitReset.Monthly => isNewMonth,
            _ => false,
        };
        return key with
        {
            Usage = Reset(key.Usage),
            ByokUsage = Reset(key.ByokUsage),
            LimitRemainingUsd = resetsLimit ? key.LimitUsd : key.LimitRemainingUsd,
        };

        KeyUsage Reset(KeyUsage usage) =>
            new(usage.TotalUsd, isNewDay ? 0 : usage.DailyUsd, isNewWeek ? 0 : usage.WeeklyUsd, isNewMonth ? 0 : usage.MonthlyUsd);
    }

    private static decimal SpentSinceReset(KeyInfo key) => key.LimitReset switch
    {
        LimitReset.Daily => key.Usage.DailyUsd,
        LimitReset.Weekly => key.Usage.WeeklyUsd,
        LimitReset.Monthly => key.Usage.MonthlyUsd,
        _ => key.Usage.TotalUsd,
    };

    /// <summary>Returns null for a number that a decimal cannot hold: the API's numbers are doubles. The smallest ones would be rounded to 0.</summary>
    public static decimal? ToDecimal(JsonElement number) =>
        number.TryGetDecimal(out var usd) && (usd == 0m) == (number.GetDouble() == 0d) ? usd : null;

    private static DateTime DayOf(DateTimeOffset time) => time.UtcDateTime.Date;

    private static DateTime WeekOf(DateTimeOffset time)
    {
        const int DaysPerWeek = 7;
        var day = DayOf(time);
        var daysSinceMonday = (day.DayOfWeek - DayOfWeek.Monday + DaysPerWeek) % DaysPerWeek;
        return day.Ticks < TimeSpan.FromDays(daysSinceMonday).Ticks ? DateTime.MinValue : day.AddDays(-daysSinceMonday);
    }

    private static DateTime MonthOf(DateTimeOffset time) => new(time.UtcDateTime.Year, time.UtcDateTime.Month, 1, 0, 0, 0, DateTimeKind.Utc);
}
