using OpenRouterKeys.Fluent.CodeFixes;

namespace OpenRouterKeys.Fluent.Analyzers.Tests.Fixes;

/// <summary>Tests the fix for ORK4002.</summary>
public class UnknownPropertyFixTests
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
    [InlineData(""""
        """{"name":"a","external":{"user":"u",{|ORK4002:"apiKey"|}:"0123456789abcdef0123456789abcdef"}}"""
        """", """"
        """{"name":"a","external":{"user":"u","api_key":"0123456789abcdef0123456789abcdef"}}"""
        """")]
    [InlineData("\"{\\\"name\\\":\\\"a\\\",{|ORK4002:\\\"limits\\\"|}:1}\"", "\"{\\\"name\\\":\\\"a\\\",\\\"limit\\\":1}\"")]
    [InlineData("\"{\\\"name\\\":\\\"a\\\",{|ORK4002:\\u0022li\\\\u006Ditz\\x22|}:1}\"", "\"{\\\"name\\\":\\\"a\\\",\\u0022limit\\x22:1}\"")]
    [InlineData("@\"{\"\"name\"\":\"\"a\"\",{|ORK4002:\"\"limits\"\"|}:1}\"", "@\"{\"\"name\"\":\"\"a\"\",\"\"limit\"\":1}\"")]
    public Task Property_is_renamed_to_the_nearest_name(string json, string expected) =>
        Verify.Fix<UnknownPropertyFix>($"_ = KeyRequest.FromJson({json.Trim()});", $"_ = KeyRequest.FromJson({expected.Trim()});");

    [Theory]
    [InlineData(""""
        """{"name":"a","limit":1,{|ORK4002:"limit"|}:1}"""
        """", """"
        """{"name":"a","limit":1}"""
        """")]
    [InlineData(""""
        """{"name":"a",{|ORK4002:"n\u0061me"|} : "\u0061", "limit" : 1 , {|ORK4002:"limit"|}: 1 }"""
        """", """"
        """{"name":"a", "limit" : 1 }"""
        """")]
    [InlineData(""""
        """{"name":"a","external":{"user":"u",{|ORK4002:"user"|}:"u",{|ORK4002:"user"|}:"u"}}"""u8
        """", """"
        """{"name":"a","external":{"user":"u"}}"""u8
        """")]
    [InlineData("\"{\\\"name\\\":\\\"a\\\",{|ORK4002:\\\"name\\\"|}:\\\"a\\\"}\"", "\"{\\\"name\\\":\\\"a\\\"}\"")]
    public Task Duplicate_with_the_same_value_is_removed(string json, string expected) =>
        Verify.Fix<UnknownPropertyFix>($"_ = KeyRequest.FromJson({json.Trim()});", $"_ = KeyRequest.FromJson({expected.Trim()});");

    [Fact]
    public Task Fix_All_removes_duplicates_and_renames_in_one_run() => Verify.Fix<UnknownPropertyFix>(
        """"
        _ = KeyRequest.FromJson("""
            {
              {|ORK4002:"colour"|}: 1,
              "name": "a",
              {|ORK4002:"limits"|}: 5,
              "limit_reset": null,
              {|ORK4002:"limit_reset"|}: null,
              {|ORK4002:"limit_reset"|}: null
            }
            """);
        """",
        """"
        _ = KeyRequest.FromJson("""
            {
              {|ORK4002:"colour"|}: 1,
              "name": "a",
              "limit": 5,
              "limit_reset": null
            }
            """);
        """");

    [Fact]
    public Task Title_contains_the_duplicate() => Verify.Fix<UnknownPropertyFix>(
        """"_ = KeyRequest.FromJson("""{"name":"a",{|ORK4002:"name"|}:"a"}""");"""", """"_ = KeyRequest.FromJson("""{"name":"a"}""");"""", "Remove the duplicate 'name'");

    [Fact]
    public Task Title_contains_both_names() => Verify.Fix<UnknownPropertyFix>(
        """"_ = KeyRequest.FromJson("""{"name":"a",{|ORK4002:"limits"|}:1}""");"""", """"_ = KeyRequest.FromJson("""{"name":"a","limit":1}""");"""", "Rename 'limits' to 'limit'");

    [Fact]
    public Task Fix_All_renames_properties_in_multi_line_strings() => Verify.Fix<UnknownPropertyFix>(
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
    [InlineData(""""_ = KeyRequest.FromJson("""{"name":"a","limit":1,{|ORK4002:"limit"|}:2}""");"""")]
    [InlineData(""""_ = KeyRequest.FromJson("""{"name":"a","limit":1,{|ORK4002:"limit"|}:2,{|ORK4002:"limit"|}:1}""");"""")]
    [InlineData(""""_ = KeyRequest.FromJson("""{"name":"a","limit_reset":null,{|ORK4002:"limit_reset"|}:"daily"}""");"""")]
    [InlineData(""""_ = KeyRequest.FromJson("""{"name":"a",{|ORK4002:"colour"|}:1,{|ORK4002:"colour"|}:1}""");"""")]
    [InlineData(""""_ = KeyRequest.FromJson("""{"name":"a","limit":1,{|ORK4002:"limits"|}:1}""");"""")]
    [InlineData(""""_ = KeyRequest.FromJson("""{"name":"a",{|ORK4002:"limit1"|}:1,{|ORK4002:"limit2"|}:1}""");"""")]
    [InlineData(""""_ = KeyRequest.FromJson("""{"name":"a","external":{"user":"u",{|ORK4002:"limits"|}:1}}""");"""")]
    [InlineData(""""_ = KeyRequest.FromJson("""{"name":"a","external":{"user":"u",{|ORK4002:"users"|}:1}}""");"""")]
    [InlineData(""""_ = KeyRequest.FromJson("""{"name":"a",{|ORK4002:"users"|}:1}""");"""")]
    [InlineData(""""_ = KeyRequest.FromJson({|ORK4002:"{\"name\":\"a\"," + "\"limits\":1}"|});"""")]
    [InlineData(""""const string json = """{"name":"a","limits":1}"""; _ = KeyRequest.FromJson({|ORK4002:json|});"""")]
    public Task No_similar_name_or_a_duplicate_has_no_fix(string statements) => Verify.NoFix<UnknownPropertyFix>(statements);
}
