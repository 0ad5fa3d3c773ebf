using System.Text.RegularExpressions;
using Microsoft.OpenApi;

namespace OpenRouterKeys.Fluent.Tests.Contract;

public partial class SchemaValidatorTests
{
    private const string Key = """
        "hash":"h","name":"n","label":"l","disabled":false,"limit":null,"limit_remaining":1.5,"limit_reset":null,"include_byok_in_limit":true,
        "usage":0,"usage_daily":0,"usage_weekly":0,"usage_monthly":0,"byok_usage":0,"byok_usage_daily":0,"byok_usage_weekly":0,"byok_usage_monthly":0,
        "created_at":"t"
        """;

    [Fact]
    public void Contract_is_a_valid_OpenAPI_document()
    {
        foreach (var result in new[] { KeysContract.ReadResult, ApiContract.ReadResult })
        {
            Assert.Empty(result.Diagnostic!.Errors);
            Assert.Empty(result.Diagnostic.Warnings);
        }
    }

    [Fact]
    public async Task Contract_uses_only_supported_keywords()
    {
        var keywords = new List<string>();
        foreach (var schema in KeysContract.ReadResult.Document!.Components!.Schemas!.Values.Concat(ApiContract.ReadResult.Document!.Components!.Schemas!.Values))
        {
            var json = await schema.SerializeAsJsonAsync(OpenApiSpecVersion.OpenApi3_1, TestContext.Current.CancellationToken);
            keywords.AddRange(Name.Matches(json).Select(name => name.Groups[1].Value).Except(schema.Properties?.Keys ?? []));
        }

        Assert.Equal(SchemaValidator.Keywords, keywords.Distinct().Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("""{"name":"a"}""")]
    [InlineData("""{"name":"","limit":0,"limit_reset":"daily","include_byok_in_limit":false}""")]
    [InlineData("""{"limit":null,"limit_reset":null,"name":"a","unknown":[1]}""")]
    [InlineData("""{"name":"a","limit":-1.5e-7}""")]
    public void Valid_request_has_no_error(string json) => Assert.Empty(SchemaValidator.Validate(KeysContract.Request, json));

    [Theory]
    [InlineData("[]", "$ is Array, not Object")]
    [InlineData("{}", "$.name is missing")]
    [InlineData("""{"name":null}""", "$.name is Null, not String")]
    [InlineData("""{"name":7}""", "$.name is Integer, Number, not String")]
    [InlineData("""{"name":"a","limit":"25"}""", "$.limit is String, not Null, Number")]
    [InlineData("""{"name":"a","limit":1e400}""", "$.limit is not a double")]
    [InlineData("""{"name":"a","limit_reset":"hourly"}""", "$.limit_reset matches 0 schemas of oneOf")]
    [InlineData("""{"name":"a","limit_reset":"Daily"}""", "$.limit_reset matches 0 schemas of oneOf")]
    [InlineData("""{"name":"a","include_byok_in_limit":null}""", "$.include_byok_in_limit is Null, not Boolean")]
    public void Invalid_request_has_an_error(string json, string error) =>
        Assert.Equal([error], SchemaValidator.Validate(KeysContract.Request, json));

    [Theory]
    [InlineData("\"updated_at\":null", null)]
    [InlineData("\"updated_at\":\"t\"", null)]
    [InlineData("\"updated_at\":1.0", "$.data.updated_at is Integer, Number, not Null, String")]
    [InlineData("\"update_at\":null", "$.data.updated_at is missing")]
    public void Response_is_validated_through_references(string property, string? error) =>
        Assert.Equal(error is null ? [] : [error], SchemaValidator.Validate(KeysContract.Response, $$$"""{"key":"k","data":{{{{Key}}},{{{property}}}}}"""));

    [Theory]
    [InlineData("KeyHashes", """{"key_hashes":["h1"]}""", null)]
    [InlineData("KeyHashes", """{"key_hashes":[]}""", "$.key_hashes has 0 items")]
    [InlineData("KeyHashes", """{"key_hashes":["h1",""]}""", "$.key_hashes[1] is shorter than 1")]
    [InlineData("KeyHashes", """{"key_hashes":[null]}""", "$.key_hashes[0] is Null, not String")]
    [InlineData("CredentialPatch", """{"allowed_api_key_hashes":["h1"]}""", "$.allowed_api_key_hashes[0] does not match ^[a-f0-9]{64}$")]
    [InlineData("NewKey", """{"name":"a","limit_reset":null,"expires_at":"2027-12-31T23:59:59Z"}""", null)]
    [InlineData("NewKey", """{"name":"a","limit_reset":"hourly"}""", "$.limit_reset is not a value of the enum")]
    [InlineData("NewKey", """{"name":"a","workspace_id":"default"}""", "$.workspace_id is not a uuid")]
    [InlineData("NewKey", """{"name":"a","expires_at":"2027-12-31T23:59:59+00:00"}""", "$.expires_at is not a UTC date-time")]
    public void Lists_and_formats_are_validated(string schema, string json, string? error) =>
        Assert.Equal(error is null ? [] : [error], SchemaValidator.Validate(ApiContract.ReadResult.Document!.Components!.Schemas![schema], json));

    [Fact]
    public void Value_that_matches_two_schemas_of_oneOf_has_an_error()
    {
        var either = new OpenApiSchema { OneOf = [new OpenApiSchema { Type = JsonSchemaType.Number }, new OpenApiSchema { Type = JsonSchemaType.Integer }] };

        Assert.Equal(["$ matches 2 schemas of oneOf"], SchemaValidator.Validate(either, "1"));
        Assert.Empty(SchemaValidator.Validate(either, "1.5"));
    }

    [GeneratedRegex("\"([^\"]+)\":")]
    private static partial Regex Name { get; }
}
