using System.Globalization;
using System.Text;
using OpenRouterKeys.Fluent.Rules;

namespace OpenRouterKeys.Cli.Output;

/// <summary>Makes untrusted text safe to display: an argument may be a pasted key, and a name may contain escape sequences, or characters that change the
/// order of the text or are invisible.</summary>
internal static class SafeText
{
    private const int MinKeyLength = 8;

    /// <summary>Returns the text on one line, without keys; control characters, bidirectional controls and invisible characters are escaped.</summary>
    public static string ToLine(string text, string? managementKey = null)
    {
        // A shorter text is not a key, and removing it would damage ordinary words.
        var redacted = managementKey is { Length: >= MinKeyLength } ? text.Replace(managementKey, "***", StringComparison.Ordinal) : text;
        return EscapeInvisible(LogText.Escape(KeyShape.Scrub(redacted)));
    }

    /// <summary>Returns whether a character is invisible or changes the order of the text around it. The zero-width joiner is one of them, although it is
    /// also part of some emoji: two names that look the same must not be displayed as one.</summary>
    public static bool IsInvisible(string text, int at) => text[at]
        is '\u00AD' or '\u061C' or '\u180E' or (>= '\u200B' and <= '\u200F') or (>= '\u202A' and <= '\u202E') or (>= '\u2060' and <= '\u206F') or '\uFEFF'
        or (>= '\uFFF9' and <= '\uFFFB')
        || (TextShape.IsPair(text, at) && char.ConvertToUtf32(text[at], text[at + 1]) is >= 0xE0000 and <= 0xE007F); // tags

    private static string EscapeInvisible(string text)
    {
        StringBuilder? escaped = null;
        for (var at = 0; at < text.Length; at++)
        {
            var length = TextShape.IsPair(text, at) ? 2 : 1;
            if (IsInvisible(text, at))
            {
                escaped ??= new StringBuilder(text, 0, at, text.Length + 16);
                foreach (var character in text.AsSpan(at, length))
                {
                    escaped.Append(CultureInfo.InvariantCulture, $"\\u{(int)character:X4}");
                }
            }
            else
            {
                escaped?.Append(text, at, length);
            }

            at += length - 1;
        }

        return escaped?.ToString() ?? text;
    }
}
