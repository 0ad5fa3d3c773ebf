using System.Globalization;
using System.Text;

namespace OpenRouterKeys.Fluent.Rules;

/// <summary>Text on one line of a log: what is not well-formed is escaped, so that a name cannot forge a line.</summary>
internal static class LogText
{
    private const int LongestName = 100;

    /// <summary>What a caller has named something: scrubbed of keys, and cut.</summary>
    public static string FromName(string text) => Truncate(Escape(KeyShape.Scrub(text)), LongestName);

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

    /// <summary>The text, or its beginning and three dots, at most that long, and not cut inside a character.</summary>
    public static string Truncate(string text, int longest)
    {
        const string Mark = "...";
        if (text.Length <= longest)
        {
            return text;
        }

        var end = longest - Mark.Length;
        return text.Substring(0, char.IsHighSurrogate(text[end - 1]) ? end - 1 : end) + Mark;
    }

    private static readonly char[] LineSeparators = ['\u2028', '\u2029'];
}
