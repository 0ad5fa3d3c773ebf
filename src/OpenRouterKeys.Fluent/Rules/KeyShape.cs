using System.Text;

namespace OpenRouterKeys.Fluent.Rules;

/// <summary>Finds OpenRouter keys in text: <c>sk-or-</c> not preceded by a letter or digit, at most one more part with a dash, then at least 16 letters
/// and digits. It is for finding pasted keys, never for validating a key.</summary>
internal static class KeyShape
{
    private const string Prefix = "sk-or-";
    private const int MinCharacters = 16;
    private const int MinHexDigits = 32;
    private const int MinDistinctHexDigits = 6;
    private const int MaxPlaceholderPattern = 8;

    public static bool IsIn(string? text) => text is not null && Find(text, 0) >= 0;

    /// <summary>Replaces each key by <c>***</c>.</summary>
    public static string Scrub(string text)
    {
        var at = Find(text, 0);
        if (at < 0)
        {
            return text;
        }

        var scrubbed = new StringBuilder(text.Length);
        var copied = 0;
        for (; at >= 0; at = Find(text, copied))
        {
            scrubbed.Append(text, copied, at - copied).Append("***");
            copied = at;
            while (copied < text.Length && (IsLetterOrDigit(text[copied]) || text[copied] is '-' or '_'))
            {
                copied++;
            }
        }

        return scrubbed.Append(text, copied, text.Length - copied).ToString();
    }

    /// <summary>Returns whether a literal contains a whole key: the prefix, an optional version, and at least 32 hex digits that are not an obvious
    /// placeholder.</summary>
    public static bool IsHardCoded(string text)
    {
        for (var at = text.IndexOf(Prefix, StringComparison.Ordinal); at >= 0; at = text.IndexOf(Prefix, at + 1, StringComparison.Ordinal))
        {
            var run = at + Prefix.Length;
            while (run < text.Length && text[run] == '-')
            {
                run++;
            }

            var afterVersion = run < text.Length && text[run] == 'v' ? AfterDash(text, run) : run;
            var isWord = at == 0 || !IsLetterOrDigit(text[at - 1]);
            var length = isWord ? HexRun(text, afterVersion) : 0;
            if (length >= MinHexDigits && !IsPlaceholder(text, afterVersion, length))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Returns the position of the first text that can start a key, or -1.</summary>
    public static int IndexOfPrefix(string text) => text.IndexOf(Prefix, StringComparison.Ordinal);

    /// <summary>Returns whether the text can be part of a key that is concatenated from several literals.</summary>
    public static bool MayBePart(string text) =>
        IndexOfPrefix(text) >= 0 || (text.Length >= MinHexDigits && HexRun(text, 0) >= MinHexDigits);

    // The digits are random in a key, so it never has fewer than 6 different ones, or a short pattern that is repeated.
    private static bool IsPlaceholder(string text, int at, int length)
    {
        var (seen, distinct) = (0, 0);
        for (var index = at; index < at + length; index++)
        {
            var bit = 1 << HexValue(text[index]);
            distinct += (seen & bit) == 0 ? 1 : 0;
            seen |= bit;
        }

        for (var pattern = MaxPlaceholderPattern; distinct >= MinDistinctHexDigits && pattern >= MinDistinctHexDigits; pattern--)
        {
            if (IsRepeated(text, at, length, pattern))
            {
                return true;
            }
        }

        return distinct < MinDistinctHexDigits;
    }

    private static bool IsRepeated(string text, int at, int length, int pattern)
    {
        for (var index = at + pattern; index < at + length; index++)
        {
            if (HexValue(text[index]) != HexValue(text[index - pattern]))
            {
                return false;
            }
        }

        return true;
    }

    private static int HexValue(char digit) => digit <= '9' ? digit - '0' : (digit | 0x20) - 'a' + 10;

    private static int HexRun(string text, int at)
    {
        var end = at;
        while (end < text.Length && text[end] is (>= '0' and <= '9') or (>= 'a' and <= 'f') or (>= 'A' and <= 'F'))
        {
            end++;
        }

        return end - at;
    }

    private static int Find(string text, int start)
    {
        for (var at = text.IndexOf(Prefix, start, StringComparison.Ordinal); at >= 0; at = text.IndexOf(Prefix, at + 1, StringComparison.Ordinal))
        {
            var run = at + Prefix.Length;
            if ((at == 0 || !IsLetterOrDigit(text[at - 1])) && (IsSecret(text, run) || IsSecret(text, AfterDash(text, run))))
            {
                return at;
            }
        }

        return -1;
    }

    private static bool IsSecret(string text, int at) => EndOfRun(text, at) - at >= MinCharacters;

    private static int AfterDash(string text, int at)
    {
        var end = EndOfRun(text, at);
        return end < text.Length && text[end] == '-' ? end + 1 : end;
    }

    private static int EndOfRun(string text, int at)
    {
        while (at < text.Length && IsLetterOrDigit(text[at]))
        {
            at++;
        }

        return at;
    }

    private static bool IsLetterOrDigit(char character) =>
        character is (>= '0' and <= '9') or (>= 'a' and <= 'z') or (>= 'A' and <= 'Z');
}
