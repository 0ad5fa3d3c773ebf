namespace OpenRouterKeys.Fluent.Rules;

internal static class ResetRules
{
    public const string Property = "LimitReset";

    public static readonly Rule<LimitReset> Undefined = new(
        "ORK1006", Property, isError: true,
        "The reset interval is not defined",
        "The reset interval is not Never, Daily, Weekly or Monthly: use one of these",
        interval => interval != LimitReset.Never && !Refills(interval));

    public static readonly Rule<(LimitReset Interval, bool HasLimit)> WithoutLimit = new(
        "ORK1007", Property, isError: false,
        "A reset interval without a limit does nothing",
        "A reset interval without a limit does nothing: set a limit, or leave the reset out",
        request => !request.HasLimit && Refills(request.Interval));

    private static bool Refills(LimitReset interval) => interval is LimitReset.Daily or LimitReset.Weekly or LimitReset.Monthly;
}
