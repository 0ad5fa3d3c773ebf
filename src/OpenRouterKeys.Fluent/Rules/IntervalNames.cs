namespace OpenRouterKeys.Fluent.Rules;

/// <summary>The API's words for the intervals.</summary>
internal static class IntervalNames
{
    /// <summary>Null where nothing is sent: the limit never refills.</summary>
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
