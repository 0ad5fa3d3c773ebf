namespace OpenRouterKeys.Fluent.Testing.Api;

/// <summary>What midnight does to a key: the usage of a day, a week (from Monday) or a month that has ended falls to 0, and a limit that refills
/// then is whole again. All in UTC.</summary>
internal static class Windows
{
    public static KeyInfo Pass(KeyInfo key, DateTimeOffset since, DateTimeOffset now)
    {
        var (daily, weekly, monthly) = (DayOf(now) > DayOf(since), WeekOf(now) > WeekOf(since), MonthOf(now) > MonthOf(since));
        var refills = key.LimitReset switch
        {
            LimitReset.Daily => daily,
            LimitReset.Weekly => weekly,
            LimitReset.Monthly => monthly,
            _ => false,
        };
        return key with
        {
            Usage = Left(key.Usage),
            ByokUsage = Left(key.ByokUsage),
            LimitRemainingUsd = refills ? key.LimitUsd : key.LimitRemainingUsd,
        };

        KeyUsage Left(KeyUsage usage) =>
            new(usage.TotalUsd, daily ? 0 : usage.DailyUsd, weekly ? 0 : usage.WeeklyUsd, monthly ? 0 : usage.MonthlyUsd);
    }

    private static DateTime DayOf(DateTimeOffset instant) => instant.UtcDateTime.Date;

    private static DateTime WeekOf(DateTimeOffset instant)
    {
        const int DaysOfWeek = 7;
        var day = DayOf(instant);
        var sinceMonday = (day.DayOfWeek - DayOfWeek.Monday + DaysOfWeek) % DaysOfWeek;
        return day.Ticks < TimeSpan.FromDays(sinceMonday).Ticks ? DateTime.MinValue : day.AddDays(-sinceMonday);
    }

    private static DateTime MonthOf(DateTimeOffset instant) => new(instant.UtcDateTime.Year, instant.UtcDateTime.Month, 1, 0, 0, 0, DateTimeKind.Utc);
}
