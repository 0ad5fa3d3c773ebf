using OpenRouterKeys.Fluent.Rules.Json;

namespace OpenRouterKeys.Cli.Values;

/// <summary>An amount in US dollars, written like a JSON number in every culture.</summary>
internal static class Amount
{
    public static bool TryParse(string text, out decimal usd, out string error)
    {
        usd = 0;
        error = !IsNumber(text) ? $"'{text}' is not a valid amount. Write US dollars with a decimal point and no separators, such as 1500 or 0.5."
            : !DecimalText.TryRead(text, out usd) ? $"'{text}' has too many digits and would be rounded. Use fewer digits."
            : "";
        return error.Length == 0;
    }

    /// <summary>Also accepts <c>none</c>, for a key without a limit.</summary>
    public static bool TryParseOrNone(string text, out NewLimit limit, out string error)
    {
        if (text == "none")
        {
            (limit, error) = (new(null), "");
            return true;
        }

        var isParsed = TryParse(text, out var usd, out error);
        limit = new(usd);
        return isParsed;
    }

    private static bool IsNumber(string text)
    {
        var amount = text.AsSpan(text.StartsWith('-') ? 1 : 0);
        var point = amount.IndexOf('.');
        return point < 0 ? IsDigits(amount) : IsDigits(amount[..point]) && IsDigits(amount[(point + 1)..]);
    }

    private static bool IsDigits(ReadOnlySpan<char> text) => text.Length > 0 && !text.ContainsAnyExceptInRange('0', '9');
}

/// <summary>A limit to set; null removes it.</summary>
internal readonly record struct NewLimit(decimal? Usd);
