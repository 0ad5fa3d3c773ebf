using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using OpenRouterKeys.Fluent.Rules;

namespace OpenRouterKeys.Fluent.Analyzers.Tests.Documentation;

/// <summary>Tests that the tables of rules match the descriptors.</summary>
public sealed class RuleTableTests
{
    // If this test fails, copy the expected text between the markers of analyzers/rules/README.md.
    [Fact]
    public void Rules_table_has_a_row_for_each_rule()
    {
        var page = RulePage.ReadFile("analyzers/rules/README.md");
        var table = string.Join('\n', Descriptors.All.Select(Row).Concat(AuditRules.All.Select(Row)).Prepend("| --- | --- | --- |").Prepend("| id | what is wrong | severity |"));

        Assert.Equal(table, Regex.Match(page, "<!-- rules -->\n(?<table>.*?)\n<!-- /rules -->", RegexOptions.Singleline).Groups["table"].Value);
    }

    [Fact]
    public void Release_files_have_a_line_for_each_rule()
    {
        var lines = new[] { "Shipped", "Unshipped" }
            .SelectMany(file => RulePage.ReadFile($"analyzers/OpenRouterKeys.Fluent.Analyzers/AnalyzerReleases.{file}.md").Split('\n'))
            .Where(line => line.StartsWith("ORK", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal);

        Assert.Equal(Descriptors.All.Select(rule => $"{rule.Id} | {rule.Category} | {rule.DefaultSeverity} | {rule.Title}"), lines);
    }

    private static string Row(Rule rule) => $"| [{rule.Id}]({rule.Id}.md) | {rule.Title} | {(rule.IsError ? DiagnosticSeverity.Error : DiagnosticSeverity.Warning)} |";

    private static string Row(DiagnosticDescriptor rule) => $"| [{rule.Id}]({rule.Id}.md) | {rule.Title} | {rule.DefaultSeverity} |";
}
