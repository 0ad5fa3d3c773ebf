namespace OpenRouterKeys.Fluent.Rules.Json;

/// <summary>The member that was probably meant.</summary>
internal static class PropertySuggestion
{
    private const int MostEdits = 2;
    private const int LongestName = 40;

    /// <summary>Null where none is near.</summary>
    public static string? Nearest(string name)
    {
        var plain = Plain(name);
        string? nearest = null;
        var fewest = MostEdits + 1;
        foreach (var candidate in plain.Length > LongestName ? [] : PropertyNames.Request)
        {
            var edits = Edits(plain, Plain(candidate));
            if (edits < fewest && edits * 2 < candidate.Length)
            {
                (nearest, fewest) = (candidate, edits);
            }
        }

        return nearest;
    }

    // C# names of the same members (LimitReset, limit-reset) are no edits away.
    private static string Plain(string name) => name.Replace("_", "").Replace("-", "").ToLowerInvariant();

    // Levenshtein's distance, one row at a time.
    private static int Edits(string from, string to)
    {
        var row = new int[to.Length + 1];
        for (var column = 0; column <= to.Length; column++)
        {
            row[column] = column;
        }

        for (var line = 1; line <= from.Length; line++)
        {
            var diagonal = row[0];
            row[0] = line;
            for (var column = 1; column <= to.Length; column++)
            {
                var replaced = diagonal + (from[line - 1] == to[column - 1] ? 0 : 1);
                diagonal = row[column];
                row[column] = Math.Min(replaced, Math.Min(row[column - 1], diagonal) + 1);
            }
        }

        return row[to.Length];
    }
}
