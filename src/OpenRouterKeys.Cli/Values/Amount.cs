using OpenRouterKeys.Fluent;
using OpenRouterKeys.Fluent.Rules.Json;

namespace OpenRouterKeys.Cli.Values;

/// <summary>US dollars as JSON writes a number, whatever the culture: a comma is neither a point nor a separator of thousands.</summary>
internal static class Amount
{
    public static bool TryRead(string text, out decimal usd, out string problem)
    {
        usd = 0;
        problem = !IsNumber(text) ? $"'{text}' is no amount: write US dollars with a point and without separators, as 1500 or 0.5."
            : !DecimalText.TryRead(text, out usd) ? $"'{text}' has more digits than can be kept: it would be rounded."
            : "";
        return problem.Length == 0;
    }

    /// <summary>The same, or <c>none</c>.</summary>
    public static bool TryReadOrNone(string text, out Setting<decimal?> limit, out string problem)
    {
        problem = "";
        decimal usd = 0;
        var isNone = text == "none";
        var isRead = isNone || TryRead(text, out usd, out problem);
        limit = new(isNone ? null : usd);
        return isRead;
    }

    // A sign, digits, and perhaps a point and digits again.
    private static bool IsNumber(string text)
    {
        var amount = text.AsSpan(text.StartsWith('-') ? 1 : 0);
        var point = amount.IndexOf('.');
        return point < 0 ? IsDigits(amount) : IsDigits(amount[..point]) && IsDigits(amount[(point + 1)..]);
    }

    private static bool IsDigits(ReadOnlySpan<char> text) => text.Length > 0 && !text.ContainsAnyExceptInRange('0', '9');
}
