using OpenRouterKeys.Fluent.Rules;

namespace OpenRouterKeys.Cli.Output;

/// <summary>Makes untrusted text safe to display: an argument may be a pasted key, and a name may contain escape sequences.</summary>
internal static class SafeText
{
    private const int MinKeyLength = 8;

    /// <summary>Returns the text on one line, without keys and control characters.</summary>
    public static string ToLine(string text, string? managementKey = null)
    {
        // A shorter text is not a key, and removing it would damage ordinary words.
        var redacted = managementKey is { Length: >= MinKeyLength } ? text.Replace(managementKey, "***", StringComparison.Ordinal) : text;
        return LogText.Escape(KeyShape.Scrub(redacted));
    }
}
