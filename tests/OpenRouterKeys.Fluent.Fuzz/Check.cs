using System.Text.RegularExpressions;

namespace OpenRouterKeys.Fluent.Fuzz;

/// <summary>Checks that every input must pass.</summary>
internal static partial class Check
{
    /// <exception cref="CheckFailedException">The condition is false.</exception>
    public static void That(bool condition, string problem)
    {
        if (!condition)
        {
            throw new CheckFailedException(problem);
        }
    }

    /// <summary>Checks that a text contains neither the management key nor anything that looks like a key.</summary>
    public static void IsSafeToLog(string text, string source)
    {
        That(!text.Contains(Canary.ManagementKey, StringComparison.OrdinalIgnoreCase), $"{source} contains the management key.");
        HasNoKey(text, source);
    }

    public static void HasNoKey(string text, string source) => That(!KeyLike.IsMatch(text), $"{source} contains a key.");

    // Written independently from the text of rule ORK1002, to find errors in the library's own search.
    [GeneratedRegex("(?<![A-Za-z0-9])sk-or-([A-Za-z0-9]+-)?[A-Za-z0-9]{16}", RegexOptions.CultureInvariant)]
    private static partial Regex KeyLike { get; }
}

/// <summary>The exception that is thrown for an input that fails a check.</summary>
public sealed class CheckFailedException(string problem) : Exception(problem);

/// <summary>Invented secrets that must not appear in any output.</summary>
internal static class Canary
{
    public const string ManagementKey = "canary-management-key-4711";
    public const string ApiKey = "sk-or-v1-feedfacefeedfacefeedfacefeedfacefeedfacefeedfacefeedfacefeedface";

    public static readonly ManagementKey Management = Fluent.ManagementKey.From(ManagementKey);
}
