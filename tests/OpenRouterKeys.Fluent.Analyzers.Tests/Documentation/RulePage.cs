using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;

namespace OpenRouterKeys.Fluent.Analyzers.Tests.Documentation;

/// <summary>A rule's page, read: its heading, its severity, and its code by section.</summary>
internal sealed partial class RulePage
{
    public static readonly string Root = FindRoot();

    /// <summary>The sections that every page has, in this order.</summary>
    public static readonly string[] Sections = ["Wrong", "Right", "Fix", "When to suppress", "What it does not follow"];

    private readonly string _text;

    private RulePage(string text) => _text = text;

    public static IEnumerable<string> Ids => Directory.EnumerateFiles(Path.Combine(Root, "analyzers/rules"), "ORK*.md")
        .Select(file => Path.GetFileNameWithoutExtension(file))
        .Order(StringComparer.Ordinal);

    public string Heading => _text.Split('\n')[0];

    public string Severity => SeverityLine().Match(_text).Groups["severity"].Value;

    public IEnumerable<string> Titles => SectionLine().Matches(_text).Select(match => match.Groups["title"].Value);

    public IEnumerable<Snippet> Snippets => Fence().Matches(_text).Select(match => new Snippet(
        SectionLine().Matches(_text[..match.Index])[^1].Groups["title"].Value,
        _text.AsSpan(0, match.Groups["code"].Index).Count('\n') + 1,
        match.Groups["member"].Success,
        match.Groups["code"].Value));

    public static RulePage Read(string id) => new(File.ReadAllText(Path.Combine(Root, "analyzers/rules", id + ".md")).ReplaceLineEndings("\n"));

    private static string FindRoot([CallerFilePath] string file = "") => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(file)!, "../../.."));

    [GeneratedRegex(@"^Severity: \*\*(?<severity>\w+)\*\*, at ", RegexOptions.Multiline)]
    private static partial Regex SeverityLine();

    [GeneratedRegex("^## (?<title>.+)$", RegexOptions.Multiline)]
    private static partial Regex SectionLine();

    [GeneratedRegex(@"^```csharp(?<member> member)?\n(?<code>.*?)^```$", RegexOptions.Singleline | RegexOptions.Multiline)]
    private static partial Regex Fence();
}
