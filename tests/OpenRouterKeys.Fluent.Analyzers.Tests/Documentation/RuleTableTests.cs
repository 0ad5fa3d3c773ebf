using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;

namespace OpenRouterKeys.Fluent.Analyzers.Tests.Documentation;

/// <summary>The tables of rules are those that the descriptors give.</summary>
public sealed class TableTests
{
    // When it fails, the expected text is what belongs between the README's markers.
    [Fact]
    public void The_readme_has_a_row_for_each_rule()
    {
        var readme = Read("README.md");
        var table = string.Join('\n', Descriptors.All.Select(Row).Prepend("| --- | --- | --- |").Prepend("| id | what is wrong | severity |"));

        Assert.Equal(table, Regex.Match(readme, "<!-- rules -->\n(?<table>.*?)\n<!-- /rules -->", RegexOptions.Singleline).Groups["table"].Value);
    }

    // A rule stands in one of the two files: in that of the releases, or in that of the next one.
    [Fact]
    public void Release_tracking_has_a_line_for_each_rule()
    {
        var lines = new[] { "Shipped", "Unshipped" }
            .SelectMany(file => Read($"analyzers/OpenRouterKeys.Fluent.Analyzers/AnalyzerReleases.{file}.md").Split('\n'))
            .Where(line => line.StartsWith("ORK", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal);

        Assert.Equal(Descriptors.All.Select(rule => $"{rule.Id} | {rule.Category} | {rule.DefaultSeverity} | {rule.Title}"), lines);
    }

    private static string Row(DiagnosticDescriptor rule) => $"| [{rule.Id}](analyzers/rules/{rule.Id}.md) | {rule.Title} | {rule.DefaultSeverity} |";

    private static string Read(string file) => File.ReadAllText(Path.Combine(RulePage.Root, file)).ReplaceLineEndings("\n");
}
