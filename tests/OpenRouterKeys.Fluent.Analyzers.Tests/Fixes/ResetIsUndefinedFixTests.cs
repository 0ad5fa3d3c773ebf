using OpenRouterKeys.Fluent.CodeFixes;

namespace OpenRouterKeys.Fluent.Analyzers.Tests.Fixes;

/// <summary>Tests the fix for ORK1006.</summary>
public class ResetIsUndefinedFixTests
{
    [Theory]
    [InlineData(""""
        """{"name":"a","limit":1,"limit_reset":{|ORK1006:"Monthly"|}}"""
        """", """"
        """{"name":"a","limit":1,"limit_reset":"monthly"}"""
        """")]
    [InlineData("\"{\\\"name\\\":\\\"a\\\",\\\"limit\\\":1,\\\"limit_reset\\\":{|ORK1006:\\\"\\\\u0057EEKLY\\u0022|}}\"", "\"{\\\"name\\\":\\\"a\\\",\\\"limit\\\":1,\\\"limit_reset\\\":\\\"weekly\\u0022}\"")]
    [InlineData("@\"{\"\"name\"\":\"\"a\"\",\"\"limit\"\":1,\r\n\t\"\"limit_reset\"\":{|ORK1006:\"\"DAILY\"\"|}}\"", "@\"{\"\"name\"\":\"\"a\"\",\"\"limit\"\":1,\r\n\t\"\"limit_reset\"\":\"\"daily\"\"}\"")]
    public Task Case_is_changed(string json, string expected) =>
        Verify.Fix<ResetIsUndefinedFix>($"_ = KeyRequest.FromJson({json.Trim()});", $"_ = KeyRequest.FromJson({expected.Trim()});");

    [Fact]
    public Task Title_contains_the_interval() => Verify.FixTitles<ResetIsUndefinedFix>(
        """"_ = KeyRequest.FromJson("""{"name":"a","limit":1,"limit_reset":"Monthly"}""");"""", "Change to \"monthly\"");

    [Theory]
    [InlineData(""""_ = KeyRequest.FromJson("""{"name":"a","limit":1,"limit_reset":{|ORK1006:"Yearly"|}}""");"""")]
    [InlineData(""""_ = KeyRequest.FromJson("""{"name":"a","limit":1,"limit_reset":{|ORK1006:" daily"|}}""");"""")]
    [InlineData(""""_ = KeyRequest.FromJson("""{"name":"a","limit":1,"limit_reset":{|ORK1006:""|}}""");"""")]
    [InlineData(""""const string json = """{"name":"a","limit":1,"limit_reset":"Daily"}"""; _ = KeyRequest.FromJson({|ORK1006:json|});"""")]
    [InlineData("_ = request.Resets({|ORK1006:(LimitReset)7|});")]
    public Task Other_text_has_no_fix(string statements) => Verify.NoFix<ResetIsUndefinedFix>(statements);
}
