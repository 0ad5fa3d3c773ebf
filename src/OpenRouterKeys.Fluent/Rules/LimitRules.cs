namespace OpenRouterKeys.Fluent.Rules;

internal static class LimitRules
{
    public const string Property = "LimitUsd";

    /// <summary>Every decimal of this many digits survives the way through an IEEE double and back.</summary>
    public const int Digits = 15;

    public static readonly Rule<decimal> Negative = new(
        "ORK1004", Property, isError: true,
        "The limit is negative",
        "The limit is negative: give a positive amount of US dollars, or 0 for a key that can never spend",
        usd => usd < 0m);

    public static readonly Rule<decimal> TooPrecise = new(
        "ORK1005", Property, isError: false,
        "The limit has more than 15 significant digits",
        "The limit has more than 15 significant digits, so the API, which keeps a double, would change it: round it to 15",
        HasTooManyDigits);

    public static readonly Rule<decimal>[] All = [Negative, TooPrecise];

    private const decimal Smallest = 1e14m;

    /// <summary>The nearest amount that has no more than 15 significant digits; of two that are as near, the even one.</summary>
    public static decimal RoundTo15(decimal usd)
    {
        var (amount, unit, decimals) = (Math.Abs(usd), 1m, 0);
        while (amount >= Smallest * 10)
        {
            amount /= 10;
            unit *= 10;
        }

        while (amount < Smallest && amount != decimal.Truncate(amount))
        {
            amount *= 10;
            decimals++;
        }

        return unit > 1
            ? Math.Sign(usd) * decimal.Round(amount, MidpointRounding.ToEven) * unit
            : decimal.Round(usd, decimals, MidpointRounding.ToEven);
    }

    // Dividing or multiplying by 10 moves only the decimal's scale here, so both loops are exact.
    private static bool HasTooManyDigits(decimal usd)
    {
        var amount = Math.Abs(usd);
        while (amount >= Smallest * 10)
        {
            amount /= 10;
        }

        while (amount < Smallest && amount != decimal.Truncate(amount))
        {
            amount *= 10;
        }

        return amount != decimal.Truncate(amount);
    }
}
