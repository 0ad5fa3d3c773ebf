using OpenRouterKeys.Fluent.CodeFixes;

namespace OpenRouterKeys.Fluent.Analyzers.Tests.Fixes;

public class GiveLimitFromZeroTests
{
    [Theory]
    [InlineData("-5m", "5m")]
    [InlineData("-5", "5")]
    [InlineData("-1_000.50M", "1_000.50M")]
    [InlineData("(-5m)", "(5m)")]
    [InlineData("-(5m)", "(5m)")]
    [InlineData("(decimal)-0.5", "(decimal)0.5")]
    public Task The_positive_amount_keeps_its_form(string usd, string mended) =>
        Verify.Fix<GiveLimitFromZero>($"_ = request.Limit({{|ORK1004:{usd}|}});", $"_ = request.Limit({mended});", $"Limit({mended})");

    [Theory]
    [InlineData("-5m")]
    [InlineData("-5")]
    [InlineData("(decimal)-0.5")]
    public Task Or_the_key_can_never_spend(string usd) =>
        Verify.Fix<GiveLimitFromZero>($"_ = request.Limit({{|ORK1004:{usd}|}});", "_ = request.Limit(0m);", "Limit(0m)", index: 1);

    [Theory]
    [InlineData(0, "1m", "2")]
    [InlineData(1, "0m", "0m")]
    public Task All_of_them_at_once_with_what_stands_around(int index, string first, string second) => Verify.Fix<GiveLimitFromZero>(
        """
        _ = KeyRequest.Named("a")
                    .Limit(usd: /* before */ {|ORK1004:-1m|} /* behind */) // end
                    .IncludesByok();
                request = request.Limit({|ORK1004:-2|});
        """,
        $"""
        _ = KeyRequest.Named("a")
                    .Limit(usd: /* before */ {first} /* behind */) // end
                    .IncludesByok();
                request = request.Limit({second});
        """,
        index: index);

    [Theory]
    [InlineData("_ = request.Limit({|ORK1004:-(5 - 4)|});")]
    [InlineData("_ = request.Limit({|ORK1004:decimal.MinusOne|});")]
    [InlineData("const decimal usd = -1m; _ = request.Limit({|ORK1004:usd|});")]
    [InlineData("_ = KeyRequest.FromJson(\"{\\\"name\\\":\\\"a\\\",\\\"limit\\\":{|ORK1004:-1|}}\");")]
    public Task Nothing_is_offered_where_the_meaning_is_not_plain(string statements) => Verify.NoFix<GiveLimitFromZero>(statements);
}
