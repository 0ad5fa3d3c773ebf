using System.Globalization;
using System.Text.RegularExpressions;

namespace OpenRouterKeys.Fluent.Tests;

/// <summary>Parses values that an attribute cannot contain.</summary>
internal static class TestText
{
    public static decimal ParseDecimal(string text) => decimal.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture);

    /// <summary>Converts <c>\uD800</c> and other escapes to characters. Attributes are stored as UTF-8, which would replace a lone surrogate with U+FFFD.</summary>
    public static string Unescape(string escaped) => Regex.Unescape(escaped);
}
