using OpenRouterKeys.Fluent.Rules.Json;

namespace OpenRouterKeys.Cli.Values;

/// <summary>An amount in US dollars, written like a JSON number in every culture.</summary>
internal static class Amount
{
    private const string None = "none";
    private const string HowToWrite = "Write US dollars with a decimal point and without a symbol, such as 7.50.";
    private const string HowToWriteWithComma = "Write US dollars without a symbol and without a thousands separator, such as 7.50 or 7,50.";

    public static bool TryParse(string text, out decimal usd, out string error)
    {
        usd = 0;
        error = !IsNumber(text) ? $"'{text}' is not a valid amount. {HowToWrite}"
            : !DecimalText.TryRead(text, out usd) ? $"'{text}' has too many digits and would be rounded. Use fewer digits."
            : "";
        return error.Length == 0;
    }

    /// <summary>For a field of a file. Also accepts <c>none</c>, in any case.</summary>
    /// <param name="text">The field.</param>
    /// <param name="allowsComma">Whether the file may be from a spreadsheet that writes decimal commas.</param>
    /// <param name="limit">The limit.</param>
    /// <param name="error">What is wrong with the text and what to write instead.</param>
    public static bool TryParseField(string text, bool allowsComma, out NewLimit limit, out string error)
    {
        var usd = allowsComma && text.Count(character => character is ',' or '.') == 1 ? text.Replace(',', '.') : text;
        if (allowsComma && IsNumber(usd) && MayHaveThousandsSeparator(usd))
        {
            (limit, error) = (default, $"'{text}' is ambiguous. Write {usd.Replace(".", "", StringComparison.Ordinal)} or {usd.TrimEnd('0').TrimEnd('.')}.");
            return false;
        }

        var isParsed = TryParseOrNone(IsNumber(usd) ? usd : text.Equals(None, StringComparison.OrdinalIgnoreCase) ? None : text, out limit, out error);
        error = allowsComma ? error.Replace(HowToWrite, HowToWriteWithComma, StringComparison.Ordinal) : error;
        return isParsed;
    }

    /// <summary>Also accepts <c>none</c>, for a key without a limit.</summary>
    public static bool TryParseOrNone(string text, out NewLimit limit, out string error)
    {
        if (text == None)
        {
            (limit, error) = (new(null), "");
            return true;
        }

        var isParsed = TryParse(text, out var usd, out error);
        limit = new(usd);
        return isParsed;
    }

    // In half of the world, 1.500 is 1500: one to three digits that do not start with 0, then a group of three.
    private static bool MayHaveThousandsSeparator(string number)
    {
        var digits = number.TrimStart('-');
        return digits.IndexOf('.', StringComparison.Ordinal) is >= 1 and <= 3 and var point && digits[0] != '0' && digits.Length - point - 1 == 3;
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
