using System.Text.Json;

namespace OpenRouterKeys.Fluent.Tests.Rules;

/// <summary>The messages for invalid JSON, and the property that each is about.</summary>
public class JsonMessageTests
{
    [Theory]
    [InlineData("[]", "", "The JSON is not an object. Write the properties of a key request in braces.")]
    [InlineData("{}", "Name", "'name' is missing. Every key needs a name.")]
    [InlineData("""{"name":1}""", "Name", "'name' must be a string: the key's name.")]
    [InlineData("""{"name":"a","name":"a"}""", "Name", "'name' appears twice. Remove one.")]
    [InlineData("""{"name":"a","limit":"1"}""", "LimitUsd", "'limit' must be a number of US dollars that a decimal can hold exactly, or null for no limit.")]
    [InlineData("""{"name":"a","limit":1,"limit_reset":"Monthly"}""", "LimitReset", "'Monthly' is not a reset interval. Use \"daily\", \"weekly\", \"monthly\" or null.")]
    [InlineData(
        """{"name":"a","limit":1,"limit_reset":"sk-or-v1-0123456789abcdef"}""", "LimitReset", "'***' is not a reset interval. Use \"daily\", \"weekly\", \"monthly\" or null.")]
    [InlineData("""{"name":"a","limit_reset":1}""", "LimitReset", "'limit_reset' must be \"daily\", \"weekly\", \"monthly\" or null.")]
    [InlineData("""{"name":"a","include_byok_in_limit":1}""", "IncludeByokInLimit", "'include_byok_in_limit' must be true or false. Remove it to let the API decide.")]
    [InlineData(
        """{"name":"a","expires_at":1}""",
        "Expiration",
        "'expires_at' must be a date and time in UTC with seconds and at most 7 decimals, as in \"2027-12-31T23:59:59Z\", or null for a key that never expires.")]
    [InlineData("""{"name":"a","creator_user_id":1}""", "CreatorUserId", "'creator_user_id' must be a string, the user's id, or null.")]
    [InlineData(
        """{"name":"a","workspace_id":1}""",
        "WorkspaceId",
        "'workspace_id' must be a GUID, as in \"0df9e665-d932-5740-b2c7-b52af166bc11\". Remove it for the default workspace.")]
    [InlineData(
        """{"name":"a","external":"u"}""",
        "ExternalUser",
        "'external' must be an object, as in {\"user\": \"customer-4711\"}. Remove it for a key without an external user.")]
    [InlineData("""{"name":"a","external":{}}""", "ExternalUser", "'external.user' is missing. Set the user, or remove 'external'.")]
    [InlineData("""{"name":"a","external":{"user":1}}""", "ExternalUser", "'external.user' must be a string: your own id for the customer.")]
    [InlineData("""{"name":"a","external":{"user":"u","user":"u"}}""", "ExternalUser", "'external.user' appears twice. Remove one.")]
    [InlineData(
        """{"name":"a","external":{"user":"u","api_key":1}}""",
        "ExternalApiKey",
        "'external.api_key' must be a string of at least 32 characters. Remove it if the customer has no API key in your system.")]
    [InlineData("""{"name":"a","external":{"user":"u","apikey":1}}""", "", "'apikey' is not a property of 'external'. Did you mean 'api_key'?")]
    [InlineData("""{"name":"a","external":{"user":"u","limit":1}}""", "", "'limit' is not a property of 'external'. Use one of these: user, api_key.")]
    [InlineData("""{"name":"a","user":"u"}""", "", "'user' is not a property of a key request. Use one of these: name, limit, limit_reset, include_byok_in_limit, expires_at, creator_user_id, workspace_id, external.")]
    [InlineData("""{"name" 1}""", "", "The text is not JSON: a colon is missing.")]
    [InlineData("""{"name":"a" "limit":1}""", "", "The text is not JSON: a comma or } is missing.")]
    [InlineData("[1 2]", "", "The text is not JSON: a comma or ] is missing.")]
    [InlineData("""{"limit":1.}""", "", "The text is not JSON: a digit is missing after the decimal point.")]
    [InlineData("""{"limit":1e}""", "", "The text is not JSON: a digit is missing in the exponent.")]
    [InlineData("""{"name":}""", "", "The text is not JSON: a value is missing.")]
    [InlineData("[,1]", "", "The text is not JSON: a value is missing.")]
    [InlineData("[1,]", "", "The text is not JSON: a value is missing.")]
    [InlineData("""{"name":'a'}""", "", "The text is not JSON: strings must be in double quotes.")]
    [InlineData("""{"name":@}""", "", "The text is not JSON: unexpected character.")]
    [InlineData("""{"name":"a","nam":1}""", "", "'nam' is not a property of a key request. Did you mean 'name'?")]
    public void Violation_has_a_message_and_a_property(string json, string property, string message)
    {
        var rule = Assert.Single(Assert.Throws<InvalidKeyRequestException>(() => KeyRequest.FromJson(json)).Violations);

        Assert.Equal((property, message), (rule.Property, rule.Message));
    }

    [Fact]
    public void Nesting_that_is_too_deep_has_a_message() =>
        Assert.EndsWith("it is nested more than 64 levels deep.", Assert.Throws<InvalidKeyRequestException>(() => KeyRequest.FromJson(new string('[', 65))).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("limits", "limit")]
    [InlineData("limt", "limit")]
    [InlineData("lit", "limit")]
    [InlineData("lt", null)]
    [InlineData("nam", "name")]
    [InlineData("nm", null)]
    [InlineData("External", "external")]
    [InlineData("externl", "external")]
    [InlineData("externaluser", null)]
    [InlineData("limitreset", "limit_reset")]
    [InlineData("limit-resat", "limit_reset")]
    [InlineData("limit_rset", "limit_reset")]
    [InlineData("limit_rst", "limit_reset")]
    [InlineData("limit_rt", "limit")] // limit is two edits away, limit_reset three
    [InlineData("ExpiresAt", "expires_at")]
    [InlineData("expire_at", "expires_at")]
    [InlineData("expires_atxx", "expires_at")]
    [InlineData("xxexpires_at", "expires_at")]
    [InlineData("expires_atxxx", null)]
    [InlineData("creator_user_id_of_a_name_that_is_too_long_to_be_near", null)]
    public void Similar_property_is_suggested(string property, string? suggestion)
    {
        var message = Assert.Single(Assert.Throws<InvalidKeyRequestException>(() => KeyRequest.FromJson($$"""{"name":"a","{{property}}":1}""")).Violations).Message;

        Assert.EndsWith(suggestion is null ? " Use one of these: name, limit, limit_reset, include_byok_in_limit, expires_at, creator_user_id, workspace_id, external." : $" Did you mean '{suggestion}'?", message, StringComparison.Ordinal);
    }

    [Fact]
    public void Syntax_error_found_by_JsonSerializer_has_a_line_and_a_column()
    {
        var exception = Assert.Throws<JsonException>(() => JsonSerializer.Deserialize<KeyRequest>("{\"name\":\n\"a\", tru}"));
        var rule = Assert.Single(Assert.IsType<InvalidKeyRequestException>(exception.InnerException).Violations);

        Assert.Equal(("ORK4001", "$", 2, 6), (rule.Id, rule.JsonPath, rule.Line, rule.Column));
    }
}
