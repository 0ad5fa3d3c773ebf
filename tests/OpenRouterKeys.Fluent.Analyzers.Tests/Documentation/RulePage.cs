using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;

namespace OpenRouterKeys.Fluent.Analyzers.Tests.Documentation;

/// <summary>The content of a rule's page.</summary>
internal sealed partial class RulePage
{
    public static readonly string RepositoryRoot = FindRepositoryRoot();

    /// <summary>The sections of every page, in order.</summary>
    public static readonly string[] RequiredSections =
        ["What is reported", "Why", "How to fix", "Wrong", "Right", "When to suppress", "What it does not follow"];

    private readonly string _text;

    private RulePage(string text) => _text = text;

    public static IEnumerable<string> Ids => Directory.EnumerateFiles(Path.Combine(RepositoryRoot, "analyzers/rules"), "ORK*.md")
        .Select(file => Path.GetFileNameWithoutExtension(file))
        .Order(StringComparer.Ordinal);

    public string Heading => _text.Split('\n')[0];

    public string Severity => SeverityLine().Match(_text).Groups["severity"].Value;

    public IEnumerable<string> Sections => SectionLine().Matches(_text).Select(match => match.Groups["title"].Value);

    public IEnumerable<Snippet> Snippets => Fence().Matches(_text).Select(match => new Snippet(
        SectionLine().Matches(_text[..match.Index])[^1].Groups["title"].Value,
        _text.AsSpan(0, match.Groups["code"].Index).Count('\n') + 1,
        match.Groups["member"].Success,
        match.Groups["code"].Value,
        Policy));

    // The policy file for all snippets of the page; null if there is none.
    private string? Policy => PolicyFence().Match(_text) is { Success: true } match ? match.Groups["policy"].Value : null;

    public static RulePage Read(string id) => new(ReadFile($"analyzers/rules/{id}.md"));

    /// <summary>Reads a file of the repository.</summary>
    public static string ReadFile(string path) => File.ReadAllText(Path.Combine(RepositoryRoot, path)).ReplaceLineEndings("\n");

    private static string FindRepositoryRoot([CallerFilePath] string file = "") => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(file)!, "../../.."));

    [GeneratedRegex(@"^Severity: \*\*(?<severity>\w+)\*\*, at ", RegexOptions.Multiline)]
    private static partial Regex SeverityLine();

    [GeneratedRegex("^## (?<title>.+)$", RegexOptions.Multiline)]
    private static partial Regex SectionLine();

    [GeneratedRegex(@"^```json policy\n(?<policy>.*?)^```$", RegexOptions.Singleline | RegexOptions.Multiline)]
    private static partial Regex PolicyFence();

    [GeneratedRegex(@"^```csharp(?<member> member)?\n(?<code>.*?)^```$", RegexOptions.Singleline | RegexOptions.Multiline)]
    private static partial Regex Fence();
}
