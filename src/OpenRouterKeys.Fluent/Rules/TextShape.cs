namespace OpenRouterKeys.Fluent.Rules;

/// <summary>Checks text with the same result on every runtime, because it does not use the runtime's Unicode tables.</summary>
internal static class TextShape
{
    public static bool IsBlank(string? text)
    {
        foreach (var character in text ?? "")
        {
            if (!IsWhiteSpace(character))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Returns the length without leading and trailing white space.</summary>
    public static int TrimmedLength(string? text)
    {
        var (start, end) = (0, text?.Length ?? 0);
        while (start < end && IsWhiteSpace(text![start]))
        {
            start++;
        }

        while (end > start && IsWhiteSpace(text![end - 1]))
        {
            end--;
        }

        return end - start;
    }

    /// <summary>Returns whether the text contains NUL or a lone surrogate. Other control characters are allowed.</summary>
    public static bool HasNulOrLoneSurrogate(string? text)
    {
        for (var at = 0; at < (text?.Length ?? 0); at++)
        {
            if (IsPair(text!, at))
            {
                at++;
            }
            else if (text![at] == '\0' || char.IsSurrogate(text[at]))
            {
                return true;
            }
        }

        return false;
    }

    public static bool IsIllFormed(string? text)
    {
        for (var at = 0; at < (text?.Length ?? 0); at++)
        {
            if (IsPair(text!, at))
            {
                at++;
            }
            else if (IsIllFormed(text![at]))
            {
                return true;
            }
        }

        return false;
    }

    public static bool HasLoneSurrogate(string text)
    {
        for (var at = 0; at < text.Length; at++)
        {
            if (IsPair(text, at))
            {
                at++;
            }
            else if (char.IsSurrogate(text[at]))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Removes control characters and lone surrogates.</summary>
    public static string RemoveIllFormed(string text)
    {
        var kept = new System.Text.StringBuilder(text.Length);
        for (var at = 0; at < text.Length; at++)
        {
            if (IsPair(text, at))
            {
                kept.Append(text, at++, 2);
            }
            else if (!IsIllFormed(text[at]))
            {
                kept.Append(text[at]);
            }
        }

        return kept.ToString();
    }

    public static bool IsPair(string text, int at) =>
        at + 1 < text.Length && char.IsHighSurrogate(text[at]) && char.IsLowSurrogate(text[at + 1]);

    /// <summary>Returns whether the character is in Unicode's category Cc (C0, DEL and C1), which never changes.</summary>
    public static bool IsControl(char character) => character is < ' ' or (>= '\x7F' and <= '\x9F');

    // For a character that is not part of a surrogate pair.
    private static bool IsIllFormed(char character) => IsControl(character) || char.IsSurrogate(character);

    // Unicode's White_Space as of version 17. U+180E is not included since 6.3, but .NET Framework still treats it as white space.
    private static bool IsWhiteSpace(char character) => character
        is (>= '\t' and <= '\r') or ' ' or '\x85' or '\xA0' or '\u1680'
        or (>= '\u2000' and <= '\u200A') or '\u2028' or '\u2029' or '\u202F' or '\u205F' or '\u3000';
}
