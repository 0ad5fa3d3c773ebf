using OpenRouterKeys.Fluent.Rules;

namespace OpenRouterKeys.Fluent.Tests.Rules;

/// <summary>The rounding that the code fix for ORK1005 applies.</summary>
public class LimitRoundingTests
{
    [Theory]
    [InlineData("0", "0")]
    [InlineData("25.5", "25.5")]
    [InlineData("123456789012345", "123456789012345")]
    [InlineData("100000000000000.5", "100000000000000")]
    [InlineData("999999999999999", "999999999999999")]
    [InlineData("1000000000000000", "1000000000000000")]
    [InlineData("1234567890123456", "1234567890123460")]
    [InlineData("1234567890123445", "1234567890123440")]
    [InlineData("-1234567890123456", "-1234567890123460")]
    [InlineData("79228162514264337593543950335", "79228162514264300000000000000")]
    [InlineData("1.2345678901234567", "1.23456789012346")]
    [InlineData("-1.2345678901234567", "-1.23456789012346")]
    [InlineData("12.34567890123445", "12.3456789012344")]
    [InlineData("0.0000001234567890123456", "0.000000123456789012346")]
    public void Amount_is_rounded_to_15_digits_and_half_to_even(string usd, string rounded) =>
        Assert.Equal(TestText.ParseDecimal(rounded), KeyRules.RoundLimit(TestText.ParseDecimal(usd)));
}
