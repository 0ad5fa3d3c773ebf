using System.Globalization;
using System.Text;

namespace OpenRouterKeys.Fluent.Rules;

/// <summary>Makes text safe for one line of a log: control characters, line separators and lone surrogates are escaped.</summary>
internal static class LogText
{
    private const int MaxNameLength = 100;

    /// <summary>Prepares a name chosen by the caller: keys are removed, and the text is truncated.</summary>
    public static string FromName(string text) => Truncate(Escape(KeyShape.Scrub(text)), MaxNameLength);

    public static string Escape(string text)
    {
        if (!TextShape.IsIllFormed(text) && text.IndexOfAny(LineSeparators) < 0)
        {
            return text;
        }

        var escaped = new StringBuilder(text.Length + 16);
        for (var at = 0; at < text.Length; at++)
        {
            if (TextShape.IsPair(text, at))
            {
                escaped.Append(text[at]).Append(text[++at]);
            }
            else if (TextShape.IsControl(text[at]) || char.IsSurrogate(text[at]) || Array.IndexOf(LineSeparators, text[at]) >= 0)
            {
                escaped.Append("\\u").Append(((int)text[at]).ToString("X4", CultureInfo.InvariantCulture));
            }
            else
            {
                escaped.Append(text[at]);
            }
        }

        return escaped.ToString();
    }

    /// <summary>Truncates to the given length, ending in three dots, and never inside a surrogate pair.</summary>
    public static string Truncate(string text, int maxLength)
    {
        const string Ellipsis = "...";
        if (text.Length <= maxLength)
        {
            return text;
        }

        var end = maxLength - Ellipsis.Length;
        return text.Substring(0, char.IsHighSurrogate(text[end - 1]) ? end - 1 : end) + Ellipsis;
    }

    private static readonly char[] LineSeparators = ['\u2028', '\u2029'];
}
