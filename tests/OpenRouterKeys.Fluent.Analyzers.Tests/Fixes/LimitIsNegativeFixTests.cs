using OpenRouterKeys.Fluent.CodeFixes;

namespace OpenRouterKeys.Fluent.Analyzers.Tests.Fixes;

/// <summary>Tests the fix for ORK1004.</summary>
public class LimitIsNegativeFixTests
{
    [Theory]
    [InlineData("-5m", "5m")]
    [InlineData("-5", "5")]
    [InlineData("-1_000.50M", "1_000.50M")]
    [InlineData("(-5m)", "(5m)")]
    [InlineData("-(5m)", "(5m)")]
    [InlineData("(decimal)-0.5", "(decimal)0.5")]
    public Task Minus_is_removed_and_the_literal_keeps_its_form(string usd, string expected) =>
        Verify.Fix<LimitIsNegativeFix>($"_ = request.Limit({{|ORK1004:{usd}|}});", $"_ = request.Limit({expected});", $"Change to {expected}");

    [Theory]
    [InlineData("-5m")]
    [InlineData("-5")]
    [InlineData("(decimal)-0.5")]
    public Task Amount_becomes_zero(string usd) =>
        Verify.Fix<LimitIsNegativeFix>($"_ = request.Limit({{|ORK1004:{usd}|}});", "_ = request.Limit(0m);", "Change to 0m", index: 1);

    [Theory]
    [InlineData("- 5m", "5m")]
    [InlineData("-/* refund */5m", "/* refund */5m")]
    [InlineData("(-5m /* refund */)", "(5m /* refund */)")]
    [InlineData("-\r\n\t\t5m", "5m")]
    public Task Comment_is_kept_and_space_after_the_minus_is_removed(string usd, string expected) =>
        Verify.Fix<LimitIsNegativeFix>($"_ = request.Limit(usd: {{|ORK1004:{usd}|}} /* end */); // end", $"_ = request.Limit(usd: {expected} /* end */); // end");

    [Fact]
    public Task Amount_with_a_comment_does_not_become_zero() => Verify.FixTitles<LimitIsNegativeFix>(
        "_ = request.Limit((-5m /* refund */));", "Change to (5m /* refund */)");

    [Theory]
    [InlineData("_ = request.Limit({|ORK1004:-(5 - 4)|});")]
    [InlineData("_ = request.Limit({|ORK1004:decimal.MinusOne|});")]
    [InlineData("const decimal usd = -1m; _ = request.Limit({|ORK1004:usd|});")]
    [InlineData("_ = KeyRequest.FromJson(\"{\\\"name\\\":\\\"a\\\",\\\"limit\\\":{|ORK1004:-1|}}\");")]
    public Task Expression_other_than_a_negative_literal_has_no_fix(string statements) => Verify.NoFix<LimitIsNegativeFix>(statements);
}
