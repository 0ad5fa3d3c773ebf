using Microsoft.CodeAnalysis;

namespace OpenRouterKeys.Fluent.Analyzers.Tests.Documentation;

/// <summary>Each rule has a page, and what the page says is so.</summary>
public sealed class PageTests
{
    public static TheoryData<string> Ids => [.. Descriptors.All.Select(descriptor => descriptor.Id)];

    [Fact]
    public void The_pages_are_those_of_the_rules() => Assert.Equal(Descriptors.All.Select(descriptor => descriptor.Id), RulePage.Ids);

    [Theory]
    [MemberData(nameof(Ids))]
    public void It_has_the_rules_title_severity_and_sections(string id)
    {
        var rule = Descriptors.All.Single(descriptor => descriptor.Id == id);
        var page = RulePage.Read(id);

        Assert.Equal($"# {id}: {rule.Title}", page.Heading);
        Assert.Equal(rule.DefaultSeverity.ToString(), page.Severity);
        Assert.Equal(RulePage.Sections, page.Titles);
        Assert.EndsWith($"/analyzers/rules/{id}.md", rule.HelpLinkUri, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public async Task Its_wrong_code_is_reported_as_announced_and_its_right_code_is_not(string id)
    {
        var snippets = RulePage.Read(id).Snippets.ToList();

        Assert.Equal(["Right", "Wrong"], snippets.Select(snippet => snippet.Section).Distinct().Order());
        Assert.All(snippets, snippet => Assert.Equal(snippet.Section == "Wrong", snippet.Announced.Any()));
        foreach (var snippet in snippets)
        {
            Assert.All(snippet.Announced, what => Assert.EndsWith(id, what, StringComparison.Ordinal));
            Assert.Equal(snippet.Announced, await snippet.ReportAsync(TestContext.Current.CancellationToken));
        }
    }
}
