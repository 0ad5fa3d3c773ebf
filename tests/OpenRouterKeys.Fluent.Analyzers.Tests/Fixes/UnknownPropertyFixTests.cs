using OpenRouterKeys.Fluent.CodeFixes;

namespace OpenRouterKeys.Fluent.Analyzers.Tests.Fixes;

public class CorrectMemberNameTests
{
    [Theory]
    [InlineData(""""
        """{"name":"a",{|ORK4002:"limits"|}:1}"""
        """", """"
        """{"name":"a","limit":1}"""
        """")]
    [InlineData(""""
        """{"name":"a",{|ORK4002:"LimitReset"|}:null}"""u8
        """", """"
        """{"name":"a","limit_reset":null}"""u8
        """")]
    [InlineData("\"{\\\"name\\\":\\\"a\\\",{|ORK4002:\\\"limits\\\"|}:1}\"", "\"{\\\"name\\\":\\\"a\\\",\\\"limit\\\":1}\"")]
    [InlineData("\"{\\\"name\\\":\\\"a\\\",{|ORK4002:\\u0022li\\\\u006Ditz\\x22|}:1}\"", "\"{\\\"name\\\":\\\"a\\\",\\u0022limit\\x22:1}\"")]
    [InlineData("@\"{\"\"name\"\":\"\"a\"\",{|ORK4002:\"\"limits\"\"|}:1}\"", "@\"{\"\"name\"\":\"\"a\"\",\"\"limit\"\":1}\"")]
    public Task The_nearest_name_is_written(string json, string mended) =>
        Verify.Fix<CorrectMemberName>($"_ = KeyRequest.FromJson({json.Trim()});", $"_ = KeyRequest.FromJson({mended.Trim()});");

    [Fact]
    public Task The_title_tells_the_name() => Verify.Fix<CorrectMemberName>(
        """"_ = KeyRequest.FromJson("""{"name":"a",{|ORK4002:"limits"|}:1}""");"""", """"_ = KeyRequest.FromJson("""{"name":"a","limit":1}""");"""", "Write limit");

    [Fact]
    public Task All_of_them_at_once_in_a_text_on_several_lines() => Verify.Fix<CorrectMemberName>(
        """"
        _ = KeyRequest.FromJson(
            // A request.
            """
            {
              "name": "a",
              {|ORK4002:"limits"|} : 5,
              {|ORK4002:"limit-reset"|}: "daily"
            }
            """);
        _ = KeyRequest.FromJson("""{"name":"a",{|ORK4002:"limt"|}:1}""");
        """",
        """"
        _ = KeyRequest.FromJson(
            // A request.
            """
            {
              "name": "a",
              "limit" : 5,
              "limit_reset": "daily"
            }
            """);
        _ = KeyRequest.FromJson("""{"name":"a","limit":1}""");
        """");

    [Theory]
    [InlineData(""""_ = KeyRequest.FromJson("""{"name":"a",{|ORK4002:"colour"|}:1}""");"""")]
    [InlineData(""""_ = KeyRequest.FromJson("""{"name":"a","limit":1,{|ORK4002:"limit"|}:1}""");"""")]
    [InlineData(""""_ = KeyRequest.FromJson("""{"name":"a","limit":1,{|ORK4002:"limits"|}:1}""");"""")]
    [InlineData(""""_ = KeyRequest.FromJson("""{"name":"a",{|ORK4002:"limit1"|}:1,{|ORK4002:"limit2"|}:1}""");"""")]
    [InlineData(""""_ = KeyRequest.FromJson({|ORK4002:"{\"name\":\"a\"," + "\"limits\":1}"|});"""")]
    [InlineData(""""const string json = """{"name":"a","limits":1}"""; _ = KeyRequest.FromJson({|ORK4002:json|});"""")]
    public Task Nothing_is_offered_where_no_name_is_near_or_it_is_taken(string statements) => Verify.NoFix<CorrectMemberName>(statements);
}
