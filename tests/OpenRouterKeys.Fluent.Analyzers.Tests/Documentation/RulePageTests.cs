using Microsoft.CodeAnalysis;
using OpenRouterKeys.Fluent.Rules;

namespace OpenRouterKeys.Fluent.Analyzers.Tests.Documentation;

/// <summary>Tests that each rule has a page, and that the page is correct.</summary>
public sealed class RulePageTests
{
    public static TheoryData<string> Ids => [.. Descriptors.All.Select(descriptor => descriptor.Id)];

    /// <summary>The rules that only an audit reports. Their pages have no code.</summary>
    public static TheoryData<string> AuditOnlyIds => [.. AuditIds];

    private static IEnumerable<string> AuditIds => AuditRules.All.Select(rule => rule.Id);

    [Fact]
    public void Each_rule_has_a_page() => Assert.Equal(Descriptors.All.Select(descriptor => descriptor.Id).Concat(AuditIds), RulePage.Ids);

    [Theory]
    [MemberData(nameof(Ids))]
    public void Page_has_the_rules_title_and_severity_and_all_sections(string id)
    {
        var rule = Descriptors.All.Single(descriptor => descriptor.Id == id);
        var page = RulePage.Read(id);

        Assert.Equal($"# {id}: {rule.Title}", page.Heading);
        Assert.Equal(rule.DefaultSeverity.ToString(), page.Severity);
        Assert.Equal(RulePage.RequiredSections, page.Sections);
    }

    [Theory]
    [MemberData(nameof(AuditOnlyIds))]
    public void Page_of_an_audit_rule_has_its_title_and_severity_and_all_sections(string id)
    {
        var rule = AuditRules.All.Single(rule => rule.Id == id);
        var page = RulePage.Read(id);

        Assert.Equal($"# {id}: {rule.Title}", page.Heading);
        Assert.Equal("Warning", page.Severity);
        Assert.Equal(RulePage.AuditSections, page.Sections);
        Assert.Empty(page.Snippets);
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public async Task Wrong_code_of_the_page_is_reported_and_right_code_is_not(string id)
    {
        var snippets = RulePage.Read(id).Snippets.ToList();

        Assert.Equal(["Right", "Wrong"], snippets.Select(snippet => snippet.Section).Distinct().Order());
        Assert.All(snippets, snippet => Assert.Equal(snippet.Section == "Wrong", snippet.Expected.Any()));
        foreach (var snippet in snippets)
        {
            Assert.All(snippet.Expected, diagnostic => Assert.EndsWith(id, diagnostic, StringComparison.Ordinal));
            Assert.Equal(snippet.Expected, await snippet.AnalyzeAsync(TestContext.Current.CancellationToken));
        }
    }
}
