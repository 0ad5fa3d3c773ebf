using OpenRouterKeys.Fluent.Rules.Json;

namespace OpenRouterKeys.Cli.Parsing;

/// <summary>Finds the command or option that was probably intended.</summary>
internal static class Spelling
{
    /// <returns>A sentence that begins with a space; null if no known name is similar.</returns>
    public static string? Suggest(string word, IEnumerable<string> knownNames)
    {
        var names = knownNames.ToArray();
        var intended = PropertySuggestion.FindNearest(word.TrimStart(WordShape.Dashes), names)
            ?? Array.Find(names, name => IsSwapped(word, name))
            ?? FindOnlyStart(word, names);
        return intended is null ? null : $" Did you mean '{intended}'?";
    }

    private static bool IsSwapped(string word, string name) =>
        word.Length == name.Length && Enumerable.Range(0, word.Length - 1).Any(at => $"{word[..at]}{word[at + 1]}{word[at]}{word[(at + 2)..]}" == name);

    private static string? FindOnlyStart(string word, string[] names)
    {
        var longer = Array.FindAll(names, name => word.Length > 1 && name.StartsWith(word, StringComparison.Ordinal));
        return longer.Length == 1 ? longer[0] : null;
    }
}
