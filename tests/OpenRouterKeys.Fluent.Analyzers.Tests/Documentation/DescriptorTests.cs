using System.Globalization;
using System.Reflection;

namespace OpenRouterKeys.Fluent.Analyzers.Tests.Documentation;

/// <summary>Tests what an IDE displays about a rule.</summary>
public sealed class DescriptorTests
{
    public static TheoryData<string> Ids => [.. Descriptors.All.Select(descriptor => descriptor.Id)];

    [Theory]
    [MemberData(nameof(Ids))]
    public void Rule_has_a_category_a_title_and_a_description(string id)
    {
        var rule = Descriptors.All.Single(descriptor => descriptor.Id == id);
        var (title, description) = (rule.Title.ToString(CultureInfo.InvariantCulture), rule.Description.ToString(CultureInfo.InvariantCulture));

        Assert.StartsWith("OpenRouterKeys.", rule.Category, StringComparison.Ordinal);
        Assert.False(string.IsNullOrWhiteSpace(title) || title.EndsWith('.'), title);
        Assert.EndsWith(".", description, StringComparison.Ordinal);
        Assert.NotEqual(title + ".", description);
        Assert.DoesNotContain('{', description); // a description has no placeholders
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void Help_link_is_the_rules_page_below_the_address_that_the_build_sets(string id)
    {
        var pages = typeof(DescriptorTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(data => data.Key == "RulePagesUrl").Value;

        Assert.True(Uri.TryCreate(pages, UriKind.Absolute, out var address) && address.Scheme == Uri.UriSchemeHttps, pages);
        Assert.Equal($"{pages}/{id}.md", Descriptors.All.Single(descriptor => descriptor.Id == id).HelpLinkUri);
    }
}
