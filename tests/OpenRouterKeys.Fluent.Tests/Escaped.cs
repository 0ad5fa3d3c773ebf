using System.Text.RegularExpressions;

namespace OpenRouterKeys.Fluent.Tests;

/// <summary>Text for attributes, which are kept as UTF-8: half of a surrogate pair in one silently becomes U+FFFD.</summary>
internal static class Escaped
{
    public static string Text(string escaped) => Regex.Unescape(escaped);
}
