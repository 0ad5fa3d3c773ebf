using OpenRouterKeys.Fluent.CodeFixes;

namespace OpenRouterKeys.Fluent.Analyzers.Tests.Fixes;

public class RoundLimitTests
{
    [Theory]
    [InlineData("1234567890.123456m", "1234567890.12346m")]
    [InlineData("1_234_567_890.123456m", "1234567890.12346m")]
    [InlineData("1.000000000000005m", "1m")]
    [InlineData("1.000000000000015m", "1.00000000000002m")]
    [InlineData("0.19999999999999999999m", "0.2m")]
    [InlineData("0.0000000000001234567890123456m", "0.000000000000123456789012346m")]
    [InlineData("1234567890123456", "1234567890123460m")]
    [InlineData("1234567890123445", "1234567890123440m")]
    [InlineData("1234567890123455", "1234567890123460m")]
    [InlineData("9999999999999999", "10000000000000000m")]
    [InlineData("79228162514264337593543950335m", "79228162514264300000000000000m")]
    [InlineData("(1234567890.123456m)", "(1234567890.12346m)")]
    public Task The_limit_is_rounded_to_15_digits(string usd, string mended) =>
        Verify.Fix<RoundLimit>($"_ = request.Limit({{|ORK1005:{usd}|}});", $"_ = request.Limit({mended});", $"Limit({mended})");

    [Fact]
    public Task All_of_them_at_once_with_what_stands_around() => Verify.Fix<RoundLimit>(
        """
        _ = KeyRequest.Named("a")
                    .Limit(usd: /* before */ {|ORK1005:1234567890.123456m|} /* behind */) // end
                    .IncludesByok();
                request = request.Limit({|ORK1005:1.0000000000000001m|});
        """,
        """
        _ = KeyRequest.Named("a")
                    .Limit(usd: /* before */ 1234567890.12346m /* behind */) // end
                    .IncludesByok();
                request = request.Limit(1m);
        """);

    [Fact]
    public Task A_sign_stays() => Verify.Fix<RoundLimit>(
        "_ = request.Limit({|ORK1004:{|ORK1005:-1234567890.123456m|}|});", "_ = request.Limit({|ORK1004:-1234567890.12346m|});");

    [Theory]
    [InlineData("_ = request.Limit({|ORK1005:1234567890.123456m + 1m|});")]
    [InlineData("const decimal usd = 1234567890.123456m; _ = request.Limit({|ORK1005:usd|});")]
    [InlineData("_ = KeyRequest.FromJson(\"{\\\"name\\\":\\\"a\\\",\\\"limit\\\":{|ORK1005:1234567890.123456|}}\");")]
    public Task Nothing_is_offered_where_the_meaning_is_not_plain(string statements) => Verify.NoFix<RoundLimit>(statements);
}
