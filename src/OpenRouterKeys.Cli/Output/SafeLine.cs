using OpenRouterKeys.Fluent.Rules;

namespace OpenRouterKeys.Cli.Output;

/// <summary>Text of other people on one line, credentials taken out: an argument may be a pasted key, and a name may hold an escape sequence.</summary>
internal static class SafeLine
{
    private const int FewestCharacters = 8;

    public static string Of(string text, string? managementKey)
    {
        // A shorter text is no key, and would blank out words.
        var hidden = managementKey is { Length: >= FewestCharacters } ? text.Replace(managementKey, "***", StringComparison.Ordinal) : text;
        return LogText.Escape(KeyShape.Scrub(hidden));
    }
}
