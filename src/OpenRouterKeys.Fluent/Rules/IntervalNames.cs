namespace OpenRouterKeys.Fluent.Rules;

/// <summary>The API's names of the reset intervals.</summary>
internal static class IntervalNames
{
    /// <returns>The name; null for an interval that is not sent.</returns>
    public static string? Of(LimitReset interval) => interval switch
    {
        LimitReset.Daily => "daily",
        LimitReset.Weekly => "weekly",
        LimitReset.Monthly => "monthly",
        _ => null,
    };

    public static LimitReset Parse(string? text) => text switch
    {
        null => LimitReset.Never,
        "daily" => LimitReset.Daily,
        "weekly" => LimitReset.Weekly,
        "monthly" => LimitReset.Monthly,
        _ => LimitReset.Unknown,
    };
}
