using System.Net;

namespace OpenRouterKeys.Fluent.Testing.Tests.Api;

public sealed class CreateValidationTests : SimulatorTestBase
{
    [Theory]
    [InlineData("""{"name":" "}""")]
    [InlineData("""{"name":"ci","limit":0}""")]
    [InlineData("""{"name":"ci","limit":1e-30}""")]
    [InlineData("""{"name":"ci","limit":1e300}""")]
    [InlineData("""{"name":"ci","limit":null,"limit_reset":null,"expires_at":null,"creator_user_id":null}""")]
    [InlineData("""{"name":"ci","limit_reset":"daily","include_byok_in_limit":false}""")]
    [InlineData("""{"name":"ci","expires_at":"2027-12-31T23:59:59Z"}""")]
    [InlineData("""{"name":"ci","expires_at":"2027-12-31T23:59:59.123456789Z"}""")]
    [InlineData("""{"name":"ci","unknown":{"name":"\ud800"},"\ud800":1}""")]
    [InlineData("""{"name":7,"name":"ci"}""")]
    [InlineData("""{"name":"ci","external":{"user":" u "}}""")]
    [InlineData("""{"name":"ci","external":{"user":"a\tb","unknown":1}}""")]
    [InlineData("""{"name":"ci","external":{"user":7,"user":"u","api_key":"0123456789abcdef0123456789abcdef"}}""")]
    [InlineData("""{"name":"ci","external":7,"external":{"user":"u"}}""")]
    public async Task Valid_body_is_accepted(string body)
    {
        Assert.Equal(HttpStatusCode.Created, (await Post(body)).Status);
        Assert.Single(Simulator.Keys);
    }

    [Theory]
    [InlineData("", "JSON object")]
    [InlineData("{", "JSON object")]
    [InlineData("[]", "JSON object")]
    [InlineData("null", "JSON object")]
    [InlineData("\"ci\"", "JSON object")]
    [InlineData("""{"name":"ci",}""", "JSON object")]
    [InlineData("{}", "name is required")]
    [InlineData("""{"name":""}""", "name must")]
    [InlineData("""{"name":null}""", "name must")]
    [InlineData("""{"name":7}""", "name must")]
    [InlineData("""{"name":"ci","name":""}""", "name must")]
    [InlineData("""{"name":"ci","limit":"5"}""", "limit must")]
    [InlineData("""{"name":"ci","limit":true}""", "limit must")]
    [InlineData("""{"name":"ci","limit":1e999}""", "limit must")]
    [InlineData("""{"name":"ci","limit_reset":"yearly"}""", "limit_reset must")]
    [InlineData("""{"name":"ci","limit_reset":"Daily"}""", "limit_reset must")]
    [InlineData("""{"name":"ci","limit_reset":1}""", "limit_reset must")]
    [InlineData("""{"name":"ci","include_byok_in_limit":null}""", "include_byok_in_limit must")]
    [InlineData("""{"name":"ci","include_byok_in_limit":"true"}""", "include_byok_in_limit must")]
    [InlineData("""{"name":"ci","expires_at":"2027-12-31T23:59:59+00:00"}""", "expires_at must")]
    [InlineData("""{"name":"ci","expires_at":"2027-12-31T23:59:59"}""", "expires_at must")]
    [InlineData("""{"name":"ci","expires_at":"2027-12-31T23:59Z"}""", "expires_at must")]
    [InlineData("""{"name":"ci","expires_at":"2027-12-31"}""", "expires_at must")]
    [InlineData("""{"name":"ci","expires_at":"2027-02-30T00:00:00Z"}""", "expires_at must")]
    [InlineData("""{"name":"ci","expires_at":"2027-12-31T23:59:59Z\n"}""", "expires_at must")]
    [InlineData("""{"name":"ci","expires_at":1830297599}""", "expires_at must")]
    [InlineData("""{"name":"ci","creator_user_id":""}""", "creator_user_id must")]
    [InlineData("""{"name":"ci","creator_user_id":7}""", "creator_user_id must")]
    [InlineData("""{"name":"ci","workspace_id":"default"}""", "workspace_id must")]
    [InlineData("""{"name":"ci","workspace_id":null}""", "workspace_id must")]
    [InlineData("""{"name":"ci","workspace_id":"0df9e665d9325740b2c7b52af166bc11"}""", "workspace_id must")]
    [InlineData("""{"name":"ci","external":null}""", "external must be an object")]
    [InlineData("""{"name":"ci","external":"u"}""", "external must be an object")]
    [InlineData("""{"name":"ci","external":{}}""", "external.user must")]
    [InlineData("""{"name":"ci","external":{"user":null}}""", "external.user must")]
    [InlineData("""{"name":"ci","external":{"user":7}}""", "external.user must")]
    [InlineData("""{"name":"ci","external":{"user":" \t"}}""", "external.user must")]
    [InlineData("""{"name":"ci","external":{"user":"a\u0000b"}}""", "external.user must")]
    [InlineData("""{"name":"ci","external":{"user":"\ud800"}}""", "external.user must")]
    [InlineData("""{"name":"ci","external":{"user":"u","api_key":null}}""", "external.api_key must")]
    [InlineData("""{"name":"ci","external":{"user":"u","api_key":7}}""", "external.api_key must")]
    [InlineData("""{"name":"ci","external":{"user":"u","api_key":"0123456789abcdef0123456789abcde"}}""", "external.api_key must")]
    public async Task Invalid_body_is_rejected(string body, string message)
    {
        var response = await Post(body);

        Assert.Contains(message, response.AssertError(HttpStatusCode.BadRequest), StringComparison.Ordinal);
        Assert.Empty(Simulator.Keys);
    }

    [Theory]
    [InlineData(512, HttpStatusCode.Created)]
    [InlineData(513, HttpStatusCode.BadRequest)]
    public async Task External_user_has_at_most_512_characters_after_trimming(int length, HttpStatusCode expected) =>
        Assert.Equal(expected, (await Post($$$"""{"name":"ci","external":{"user":"  {{{new string('x', length)}}}  "}}""")).Status);

    [Theory]
    [InlineData("1e300")]
    [InlineData("1e-30")]
    public async Task Limit_outside_decimal_range_is_returned_unchanged(string limit)
    {
        var data = (await Post($$"""{"name":"ci","limit":{{limit}}}""")).Data;

        Assert.Equal(limit, data.GetProperty("limit").GetRawText());
        Assert.Equal(limit, data.GetProperty("limit_remaining").GetRawText());
    }
}
