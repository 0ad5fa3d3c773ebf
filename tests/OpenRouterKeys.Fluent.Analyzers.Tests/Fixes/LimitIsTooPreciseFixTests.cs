using OpenRouterKeys.Fluent.CodeFixes;

namespace OpenRouterKeys.Fluent.Analyzers.Tests.Fixes;

/// <summary>Tests the fix for ORK1005.</summary>
public class LimitIsTooPreciseFixTests
{
    [Theory]
    [InlineData("1234567890.123456m", "1234567890.12346m")]
    [InlineData("1_234_567_890.123456m", "1_234_567_890.12346m")]
    [InlineData("1.000000000000005m", "1m")]
    [InlineData("1.000000000000015m", "1.00000000000002m")]
    [InlineData("0.19999999999999999999m", "0.2m")]
    [InlineData("0.0000000000001234567890123456m", "0.000000000000123456789012346m")]
    [InlineData("1234567890123456", "1234567890123460")]
    [InlineData("1234567890123445", "1234567890123440")]
    [InlineData("1234567890123455", "1234567890123460")]
    [InlineData("9999999999999999", "10000000000000000")]
    [InlineData("79228162514264337593543950335m", "79228162514264300000000000000m")]
    [InlineData("(1234567890.123456m)", "(1234567890.12346m)")]
    [InlineData("1_234_567_890.123_456m", "1_234_567_890.123_46m")]
    [InlineData("1_234_567_890.123_45_6m", "1_234_567_890.123_46m")]
    [InlineData("1_234_567_890_123_456", "1_234_567_890_123_460")]
    [InlineData("999_999.999_999_999_9M", "1_000_000M")]
    [InlineData("1__234.567_890_123_456_7m", "1__234.567_890_123_46m")]
    [InlineData("1234567890123456L", "1234567890123460L")]
    [InlineData("12345678901234567UL", "12345678901234600UL")]
    [InlineData("18446744073709551615", "18446744073709600000m")]
    [InlineData("0x462_D53C_8ABA_C0", "1234567890123460m")]
    [InlineData("1.234_567_890_123_456_7e3m", "1.234_567_890_123_46e3m")]
    [InlineData("12345678901234567E-3M", "12345678901234600E-3M")]
    [InlineData(".123_456_789_012_345_6m", "0.123_456_789_012_346m")]
    public Task Limit_is_rounded_to_15_digits(string usd, string expected) =>
        Verify.Fix<LimitIsTooPreciseFix>($"_ = request.Limit({{|ORK1005:{usd}|}});", $"_ = request.Limit({expected});", $"Round to {expected}");

    [Fact]
    public Task Fix_All_keeps_comments_and_line_breaks() => Verify.Fix<LimitIsTooPreciseFix>(
        """
        _ = KeyRequest.Named("a")
                    .Limit(usd: /* before */ {|ORK1005:1234567890.123456m|} /* after */) // end
                    .IncludesByok();
                request = request.Limit({|ORK1005:1.0000000000000001m|});
        """,
        """
        _ = KeyRequest.Named("a")
                    .Limit(usd: /* before */ 1234567890.12346m /* after */) // end
                    .IncludesByok();
                request = request.Limit(1m);
        """);

    [Fact]
    public Task Sign_is_kept() => Verify.Fix<LimitIsTooPreciseFix>(
        "_ = request.Limit({|ORK1004:{|ORK1005:-1234567890.123456m|}|});", "_ = request.Limit({|ORK1004:-1234567890.12346m|});");

    [Theory]
    [InlineData("_ = request.Limit({|ORK1005:1234567890.123456m + 1m|});")]
    [InlineData("const decimal usd = 1234567890.123456m; _ = request.Limit({|ORK1005:usd|});")]
    [InlineData("_ = KeyRequest.FromJson(\"{\\\"name\\\":\\\"a\\\",\\\"limit\\\":{|ORK1005:1234567890.123456|}}\");")]
    public Task Expression_other_than_a_literal_has_no_fix(string statements) => Verify.NoFix<LimitIsTooPreciseFix>(statements);
}
