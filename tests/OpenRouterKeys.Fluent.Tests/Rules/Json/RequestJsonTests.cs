using OpenRouterKeys.Fluent.Rules.Json;

namespace OpenRouterKeys.Fluent.Tests.Rules.Json;

/// <summary>What the analyzer sees of a JSON text: warnings too, and what to underline.</summary>
public class RequestJsonTests
{
    private static string[] Findings(string json) => [.. RequestJson.Read(json).Findings.Select(finding => $"{finding.Rule.Id} {finding.Start}+{finding.Length}")];

    [Theory]
    [InlineData("""{"name":"a","limit_reset":"daily"}""", true)]
    [InlineData("""{"name":"a","limit_reset":"daily","limit":null}""", true)]
    [InlineData("""{"name":"a","limit_reset":"daily","limit":0}""", false)]
    [InlineData("""{"name":"a","limit_reset":null}""", false)]
    public void An_interval_without_a_limit_is_told(string json, bool isTold) => Assert.Equal(isTold ? ["ORK1007 26+7"] : [], Findings(json));

    [Fact]
    public void A_limit_that_is_none_is_told_alone() => Assert.Equal(["ORK4003 42+3"], Findings("""{"name":"a","limit_reset":"daily","limit":"5"}"""));

    [Theory]
    [InlineData("""{"name":tru}""", "ORK4001 8+1")]
    [InlineData("""{"name":"a" """, "ORK4001 12+0")]
    [InlineData("", "ORK4001 0+0")]
    [InlineData(" [1] ", "ORK4003 1+3")]
    [InlineData("""{"limit":1}""", "ORK4003 0+11")]
    public void What_is_underlined_is_what_is_wrong(string json, string finding) => Assert.Equal([finding], Findings(json));

    [Theory]
    [InlineData("true", true)]
    [InlineData("false", false)]
    public void Whether_the_limit_counts_other_providers_keys_is_read(string json, bool isCounted) =>
        Assert.Equal(isCounted, RequestJson.Read($$"""{"name":"a","include_byok_in_limit":{{json}}}""").IncludeByokInLimit);

    [Fact]
    public void A_template_may_lack_a_name()
    {
        var template = RequestJson.Read("""{"limit":5}""", isTemplate: true);

        Assert.Equal(("", 5m), (template.Name, template.LimitUsd));
        Assert.Empty(template.Findings);
    }
}
