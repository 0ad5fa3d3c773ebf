namespace OpenRouterKeys.Fluent.Analyzers.Tests;

public class JsonTests
{
    [Theory]
    [InlineData("""KeyRequest.FromJson("{\"name\":{|ORK1001:\"\"|}}")""")]
    [InlineData(""""KeyRequest.FromJson("""{"name":"a","limit":{|ORK1004:-1|}}""")"""")]
    [InlineData(""""KeyRequest.FromJson("""{"name":"a","limit":{|ORK1005:1234567890.123456|}}""")"""")]
    [InlineData(""""KeyRequest.FromJson("""{"name":"a","limit_reset":{|ORK1007:"daily"|}}""")"""")]
    [InlineData(""""KeyRequest.FromJson("""{"name":"a",{|ORK4002:"limits"|}:1}""")"""")]
    [InlineData(""""KeyRequest.FromJson("""{"name":{|ORK4003:7|}}""")"""")]
    [InlineData(""""KeyRequest.FromJson("""{|ORK4003:{"limit":1}|}""")"""")]
    [InlineData(""""KeyRequest.FromJson("""{"name":"a"{|ORK4001:]|}""")"""")]
    [InlineData(""""KeyRequest.FromJson("""{"name":"a"{|ORK4001: |}""")"""")]
    [InlineData(""""""KeyRequest.FromJson(@"{""name"":{|ORK1001:""""|}}")"""""")]
    [InlineData("""KeyRequest.FromJson("{\u0022name\x22:{|ORK1001:\"\"|}}")""")]
    [InlineData(""""KeyRequest.FromJson("""{"name":{|ORK1001:""|}}"""u8)"""")]
    [InlineData("""KeyRequest.FromJson({|ORK4001:""|})""")]
    [InlineData("""KeyRequest.FromJson({|ORK1001:"{\"name\":" + "\"\"}"|})""")]
    [InlineData(""""KeyRequest.FromJson("""{"name":"a","limit":5,"limit_reset":"daily"}""")"""")]
    [InlineData("KeyRequest.FromJson(text)")]
    public Task What_FromJson_would_say_is_reported_inside_the_literal(string expression) => Verify.Body($"_ = {expression};");

    [Fact]
    public Task Raw_text_on_several_lines_is_mapped() => Verify.Body(
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
    public Task A_constant_elsewhere_is_reported_at_the_argument() =>
        Verify.Body("const string json = \"{}\"; _ = KeyRequest.FromJson({|ORK4003:json|});");
}
