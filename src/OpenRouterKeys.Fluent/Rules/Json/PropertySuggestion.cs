namespace OpenRouterKeys.Fluent.Rules.Json;

/// <summary>Finds the property name that was probably intended.</summary>
internal static class PropertySuggestion
{
    private const int MaxEdits = 2;
    private const int MaxNameLength = 40;

    /// <returns>The nearest of the known names; null if none is similar.</returns>
    public static string? FindNearest(string name, string[] knownNames)
    {
        var normalized = Normalize(name);
        string? nearest = null;
        var minEdits = MaxEdits + 1;
        foreach (var candidate in normalized.Length > MaxNameLength ? [] : knownNames)
        {
            var edits = CountEdits(normalized, Normalize(candidate));
            if (edits < minEdits && edits * 2 < candidate.Length)
            {
                (nearest, minEdits) = (candidate, edits);
            }
        }

        return nearest;
    }

    // Other spellings of the same name (LimitReset, limit-reset) count as equal.
    private static string Normalize(string name) => name.Replace("_", "").Replace("-", "").ToLowerInvariant();

    // The Levenshtein distance, one row at a time.
    private static int CountEdits(string from, string to)
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
