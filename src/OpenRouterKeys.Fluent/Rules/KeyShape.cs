using System.Text;

namespace OpenRouterKeys.Fluent.Rules;

/// <summary>What an OpenRouter key looks like inside other text: <c>sk-or-</c> not preceded by a letter or digit, at most one more
/// dashed part, then 16 or more letters and digits. For finding pasted keys, never for judging a key.</summary>
internal static class KeyShape
{
    private const string Prefix = "sk-or-";
    private const int FewestCharacters = 16;
    private const int FewestHexDigits = 32;

    public static bool IsIn(string? text) => text is not null && Find(text, 0) >= 0;

    /// <summary>The text with <c>***</c> in place of each key, its tail included.</summary>
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

    /// <summary>Whether a whole key stands in a program's text: the prefix, dashes and a version, and 32 or more hex digits.</summary>
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
            if (isWord && HexRun(text, afterVersion) >= FewestHexDigits)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether the text may be the beginning or the digits of a key that is joined of parts.</summary>
    public static bool MayBePart(string text) =>
        text.IndexOf(Prefix, StringComparison.Ordinal) >= 0 || (text.Length >= FewestHexDigits && HexRun(text, 0) >= FewestHexDigits);

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

    private static bool IsSecret(string text, int at) => EndOfRun(text, at) - at >= FewestCharacters;

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
