using System.CommandLine.Parsing;
using OpenRouterKeys.Fluent.Rules.Json;

namespace OpenRouterKeys.Cli.Values;

/// <summary>US dollars as JSON writes a number, whatever the culture: a comma is neither a point nor a separator of thousands.</summary>
internal static class Amount
{
    public static decimal? Read(ArgumentResult result)
    {
        var text = result.Tokens[0].Value;
        if (!IsNumber(text))
        {
            result.AddError($"--limit: '{text}' is no amount: write US dollars with a point and without separators, as 1500 or 0.5.");
            return null;
        }

        if (!DecimalText.TryRead(text, out var usd))
        {
            result.AddError($"--limit: '{text}' has more digits than can be kept: it would be rounded.");
            return null;
        }

        return usd;
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
