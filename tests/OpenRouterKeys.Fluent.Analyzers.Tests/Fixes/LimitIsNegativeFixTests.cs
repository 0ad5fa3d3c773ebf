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
    [InlineData(0, "1m", "2")]
    [InlineData(1, "0m", "0m")]
    public Task Fix_All_keeps_comments_and_line_breaks(int index, string first, string second) => Verify.Fix<LimitIsNegativeFix>(
        """
        _ = KeyRequest.Named("a")
                    .Limit(usd: /* before */ {|ORK1004:-1m|} /* after */) // end
                    .IncludesByok();
                request = request.Limit({|ORK1004:-2|});
        """,
        $"""
        _ = KeyRequest.Named("a")
                    .Limit(usd: /* before */ {first} /* after */) // end
                    .IncludesByok();
                request = request.Limit({second});
        """,
        index: index);

    [Theory]
    [InlineData("_ = request.Limit({|ORK1004:-(5 - 4)|});")]
    [InlineData("_ = request.Limit({|ORK1004:decimal.MinusOne|});")]
    [InlineData("const decimal usd = -1m; _ = request.Limit({|ORK1004:usd|});")]
    [InlineData("_ = KeyRequest.FromJson(\"{\\\"name\\\":\\\"a\\\",\\\"limit\\\":{|ORK1004:-1|}}\");")]
    public Task Expression_other_than_a_negative_literal_has_no_fix(string statements) => Verify.NoFix<LimitIsNegativeFix>(statements);
}
