using OpenRouterKeys.Fluent.Rules.Json;

namespace OpenRouterKeys.Fluent.Tests.Rules.Json;

/// <summary>The findings that the analyzer reports for JSON, including warnings, with the text to underline.</summary>
public class RequestJsonTests
{
    private static string[] Findings(string json) => [.. RequestJson.Read(json).Findings.Select(finding => $"{finding.Rule.Id} {finding.Start}+{finding.Length}")];

    [Theory]
    [InlineData("""{"name":"a","limit_reset":"daily"}""")]
    [InlineData("""{"name":"a","limit_reset":"daily","limit":null}""")]
    public void Interval_without_a_limit_is_not_a_finding_because_a_step_may_set_the_limit(string json) => Assert.Empty(Findings(json));

    [Theory]
    [InlineData("""{"name":tru}""", "ORK4001 8+1")]
    [InlineData("""{"name":"a" """, "ORK4001 12+0")]
    [InlineData("", "ORK4001 0+0")]
    [InlineData(" [1] ", "ORK4003 1+3")]
    [InlineData("""{"limit":1}""", "ORK4003 0+11")]
    [InlineData("""{"name":"a","external":{ }}""", "ORK4003 23+3")]
    [InlineData("""{"name":"a","external":{"user":"\u0020"}}""", "ORK1012 31+8")]
    [InlineData("""{"name":"a","external":{"user":"u","key":"k"}}""", "ORK4002 35+5")]
    public void Finding_has_the_position_of_the_invalid_text(string json, string finding) => Assert.Equal([finding], Findings(json));

    [Theory]
    [InlineData("true", true)]
    [InlineData("false", false)]
    public void IncludeByokInLimit_is_read(string json, bool expected) =>
        Assert.Equal(expected, RequestJson.Read($$"""{"name":"a","include_byok_in_limit":{{json}}}""").IncludeByokInLimit);

    [Theory]
    [InlineData("""{"user":"u","api_key":"k\u00e90123456789abcdef0123456789abcdef"}""", "u", "k\u00e90123456789abcdef0123456789abcdef")]
    [InlineData("""{ "api_key" : "0123456789abcdef0123456789abcdef" , "user" : " \uD83D\uDE00 " }""", " \uD83D\uDE00 ", "0123456789abcdef0123456789abcdef")]
    [InlineData("""{"user":"u"}""", "u", null)]
    public void External_user_is_read(string json, string user, string? key)
    {
        var request = RequestJson.Read($$"""{"external":{{json}},"name":"a"}""");

        Assert.Empty(request.Findings);
        Assert.Equal((user, key), (request.ExternalUser, request.ExternalApiKey));
    }

    [Fact]
    public void Template_without_a_name_is_valid()
    {
        var template = RequestJson.Read("""{"limit":5}""", isTemplate: true);

        Assert.Equal(("", 5m), (template.Name, template.LimitUsd));
        Assert.Empty(template.Findings);
    }

    [Fact]
    public void Reset_in_a_template_without_a_limit_is_valid() => Assert.Empty(RequestJson.Read("""{"limit_reset":"daily"}""", isTemplate: true).Findings);
}
