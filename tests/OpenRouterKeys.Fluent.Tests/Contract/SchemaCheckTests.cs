using System.Text.RegularExpressions;
using Microsoft.OpenApi;

namespace OpenRouterKeys.Fluent.Tests.Contract;

/// <summary>A check that finds nothing wrong proves something only where it finds what is wrong.</summary>
public partial class SchemaCheckTests
{
    private const string Data = """
        "hash":"h","name":"n","label":"l","disabled":false,"limit":null,"limit_remaining":1.5,"limit_reset":null,"include_byok_in_limit":true,
        "usage":0,"usage_daily":0,"usage_weekly":0,"usage_monthly":0,"byok_usage":0,"byok_usage_daily":0,"byok_usage_weekly":0,"byok_usage_monthly":0,
        "created_at":"t"
        """;

    [Fact]
    public void The_contract_is_read_without_a_complaint()
    {
        Assert.Empty(KeysContract.Read.Diagnostic!.Errors);
        Assert.Empty(KeysContract.Read.Diagnostic.Warnings);
    }

    [Fact]
    public async Task The_contract_uses_no_keyword_that_is_not_checked()
    {
        var uses = new List<string>();
        foreach (var schema in KeysContract.Read.Document!.Components!.Schemas!.Values)
        {
            // What is named there is a keyword or a member.
            var json = await schema.SerializeAsJsonAsync(OpenApiSpecVersion.OpenApi3_1, TestContext.Current.CancellationToken);
            uses.AddRange(Name.Matches(json).Select(name => name.Groups[1].Value).Except(schema.Properties?.Keys ?? []));
        }

        Assert.Equal(SchemaCheck.Keywords, uses.Distinct().Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("""{"name":"a"}""")]
    [InlineData("""{"name":"","limit":0,"limit_reset":"daily","include_byok_in_limit":false}""")]
    [InlineData("""{"limit":null,"limit_reset":null,"name":"a","unknown":[1]}""")]
    [InlineData("""{"name":"a","limit":-1.5e-7}""")]
    public void A_request_that_keeps_the_contract_has_no_problem(string json) => Assert.Empty(SchemaCheck.Problems(KeysContract.Request, json));

    [Theory]
    [InlineData("[]", "$ is Array, not Object")]
    [InlineData("{}", "$.name is missing")]
    [InlineData("""{"name":null}""", "$.name is Null, not String")]
    [InlineData("""{"name":7}""", "$.name is Integer, Number, not String")]
    [InlineData("""{"name":"a","limit":"25"}""", "$.limit is String, not Null, Number")]
    [InlineData("""{"name":"a","limit":1e400}""", "$.limit is no double")]
    [InlineData("""{"name":"a","limit_reset":"hourly"}""", "$.limit_reset keeps 0 of oneOf")]
    [InlineData("""{"name":"a","limit_reset":"Daily"}""", "$.limit_reset keeps 0 of oneOf")]
    [InlineData("""{"name":"a","include_byok_in_limit":null}""", "$.include_byok_in_limit is Null, not Boolean")]
    public void A_request_that_breaks_the_contract_is_found(string json, string problem) =>
        Assert.Equal([problem], SchemaCheck.Problems(KeysContract.Request, json));

    [Theory]
    [InlineData("\"updated_at\":null", null)]
    [InlineData("\"updated_at\":\"t\"", null)]
    [InlineData("\"updated_at\":1.0", "$.data.updated_at is Integer, Number, not Null, String")]
    [InlineData("\"update_at\":null", "$.data.updated_at is missing")]
    public void An_answer_is_checked_through_its_references(string member, string? problem) =>
        Assert.Equal(problem is null ? [] : [problem], SchemaCheck.Problems(KeysContract.Answer, $$$"""{"key":"k","data":{{{{Data}}},{{{member}}}}}"""));

    [Fact]
    public void A_value_that_keeps_two_of_oneOf_is_found()
    {
        var either = new OpenApiSchema { OneOf = [new OpenApiSchema { Type = JsonSchemaType.Number }, new OpenApiSchema { Type = JsonSchemaType.Integer }] };

        Assert.Equal(["$ keeps 2 of oneOf"], SchemaCheck.Problems(either, "1"));
        Assert.Empty(SchemaCheck.Problems(either, "1.5"));
    }

    [GeneratedRegex("\"([^\"]+)\":")]
    private static partial Regex Name { get; }
}
