namespace OpenRouterKeys.Fluent.Analyzers.Tests.Json;

/// <summary>Tests ORK4001 to ORK4003, and the value rules inside JSON.</summary>
public class RequestJsonArgumentTests
{
    [Theory]
    [InlineData("""KeyRequest.FromJson("{\"name\":{|ORK1001:\"\"|}}")""")]
    [InlineData(""""KeyRequest.FromJson("""{"name":"a","limit":{|ORK1004:-1|}}""")"""")]
    [InlineData(""""KeyRequest.FromJson("""{"name":"a","limit":{|ORK1005:1234567890.123456|}}""")"""")]
    [InlineData(""""KeyRequest.FromJson("""{"name":"a","limit_reset":"daily"}""")"""")]
    [InlineData(""""KeyRequest.FromJson("""{"name":"a",{|ORK4002:"limits"|}:1}""")"""")]
    [InlineData(""""KeyRequest.FromJson("""{"name":{|ORK4003:7|}}""")"""")]
    [InlineData(""""KeyRequest.FromJson("""{|ORK4003:{"limit":1}|}""")"""")]
    [InlineData(""""KeyRequest.FromJson("""{"name":"a","external":{|ORK4003:null|}}""")"""")]
    [InlineData(""""KeyRequest.FromJson("""{"name":"a","external":{|ORK4003:{}|}}""")"""")]
    [InlineData(""""KeyRequest.FromJson("""{"name":"a","external":{"user":{|ORK1012:""|}}}""")"""")]
    [InlineData(""""KeyRequest.FromJson("""{"name":"a","external":{"user":"u",{|ORK4002:"apikey"|}:1}}""")"""")]
    [InlineData(""""KeyRequest.FromJson("""{"name":"a","external":{"user":"u","api_key":{|ORK1013:"short"|}}}""")"""")]
    [InlineData("""KeyRequest.FromJson("{\"name\":\"a\",\"external\":{\"user\":{|ORK1012:\"\\u0000\"|}}}")""")]
    [InlineData(""""KeyRequest.FromJson("""{"name":"a","external":{"user":"u","api_key":"0123456789abcdef0123456789abcdef"}}""")"""")]
    [InlineData(""""KeyRequest.FromJson("""{"name":"a"{|ORK4001:]|}""")"""")]
    [InlineData(""""KeyRequest.FromJson("""{"name":"a"{|ORK4001: |}""")"""")]
    [InlineData(""""""KeyRequest.FromJson(@"{""name"":{|ORK1001:""""|}}")"""""")]
    [InlineData("""KeyRequest.FromJson("{\u0022name\x22:{|ORK1001:\"\"|}}")""")]
    [InlineData(""""KeyRequest.FromJson("""{"name":{|ORK1001:""|}}"""u8)"""")]
    [InlineData("""KeyRequest.FromJson({|ORK4001:""|})""")]
    [InlineData("""KeyRequest.FromJson({|ORK1001:"{\"name\":" + "\"\"}"|})""")]
    [InlineData(""""KeyRequest.FromJson("""{"name":"a","limit":5,"limit_reset":"daily"}""")"""")]
    [InlineData("KeyRequest.FromJson(text)")]
    [InlineData(""""KeyRequest.TemplateFromJson("""{"limit":{|ORK1004:-1|},{|ORK4002:"limits"|}:1}""")"""")]
    [InlineData("""KeyRequest.TemplateFromJson({|ORK4001:""|})""")]
    [InlineData(""""KeyRequest.TemplateFromJson("""{"limit_reset":"daily"}""").Limit(5m)"""")]
    [InlineData(""""JsonSerializer.Deserialize<KeyRequest>("""{"name":"a","limit":{|ORK1004:-1|}}""")"""")]
    [InlineData(""""JsonSerializer.Deserialize<KeyRequest>("""{"name":"a",{|ORK4002:"limits"|}:1}"""u8)"""")]
    [InlineData(""""JsonSerializer.Deserialize<KeyRequest>({|ORK4003:"""{"name":7}""".AsSpan()|})"""")]
    [InlineData(""""JsonSerializer.Deserialize<KeyRequest>("{|ORK4003:[]|}", (JsonSerializerOptions)null)"""")]
    [InlineData(""""JsonSerializer.Deserialize<KeyRequest>("""{"name":7}""", new JsonSerializerOptions())"""")]
    [InlineData("""JsonSerializer.Deserialize<KeyRequest>("null")""")]
    [InlineData("""JsonSerializer.Deserialize<KeyRequest>(text)""")]
    [InlineData("""JsonSerializer.Deserialize<KeyInfo>("7")""")]
    public Task Violation_that_FromJson_finds_is_reported_inside_the_literal(string expression) => Verify.Body($"_ = {expression};");

    [Fact]
    public Task Violation_in_a_multi_line_raw_string_is_reported_at_its_position() => Verify.Body(
        """"
        _ = KeyRequest.FromJson("""
            {
              "name": "a",

              "limit": {|ORK1004:-1|},
              {|ORK4002:"limits"|}: 2
            }
            """);
        """");

    [Fact]
    public Task Violation_in_a_named_constant_is_reported_at_the_argument() =>
        Verify.Body("const string json = \"{}\"; _ = KeyRequest.FromJson({|ORK4003:json|});");
}
