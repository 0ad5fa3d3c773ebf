namespace OpenRouterKeys.Fluent.Rules;

/// <summary>The unique mark at the end of a key's name, as in <c>ci-bot #3f2a91c04b7de856</c>.</summary>
internal static class NameMark
{
    public const int DigitCount = 16;
    private const string Separator = " #";

    /// <param name="name">The name.</param>
    /// <param name="digits">Random hexadecimal digits, in lower case.</param>
    public static string AddTo(string name, string digits) => name + Separator + digits;

    /// <summary>Returns whether <paramref name="marked"/> is the name followed by a mark.</summary>
    public static bool IsAddedTo(string name, string marked) =>
        marked.Length == name.Length + Separator.Length + DigitCount
        && marked.StartsWith(name, StringComparison.Ordinal)
        && RemoveFrom(marked).Length == name.Length;

    /// <summary>Returns the name without its mark, or the whole name if it has none.</summary>
    public static string RemoveFrom(string name)
    {
        var end = name.Length - Separator.Length - DigitCount;
        if (end < 0 || string.CompareOrdinal(name, end, Separator, 0, Separator.Length) != 0)
        {
            return name;
        }

        for (var at = end + Separator.Length; at < name.Length; at++)
        {
            if (name[at] is not ((>= '0' and <= '9') or (>= 'a' and <= 'f')))
            {
                return name;
            }
        }

        return name.Substring(0, end);
    }
}
