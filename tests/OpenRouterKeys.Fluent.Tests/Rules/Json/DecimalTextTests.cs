using System.Globalization;
using OpenRouterKeys.Fluent.Rules.Json;

namespace OpenRouterKeys.Fluent.Tests.Rules.Json;

public class DecimalTextTests
{
    [Theory]
    [InlineData("2.50", "2.5")]
    [InlineData("100.00", "100")]
    [InlineData("-0.10", "-0.1")]
    [InlineData("-0.0", "0")]
    [InlineData("10", "10")]
    [InlineData("999999999999999999", "999999999999999999")]
    [InlineData("-99999999999999999", "-99999999999999999")]
    [InlineData("0.0000000000000010", "0.000000000000001")]
    [InlineData("2.5000000000000000000000", "2.5")]
    [InlineData("10000000000000000000000", "10000000000000000000000")]
    [InlineData("1.50e1", "15")]
    [InlineData("1.50E-1", "0.15")]
    [InlineData("-1.50e1", "-15")]
    [InlineData("1e9", "1000000000")]
    [InlineData("1e+19", "10000000000000000000")]
    public void Number_is_read_without_trailing_zeros(string number, string written) =>
        Assert.Equal((true, written), (DecimalText.TryRead(number, out var value), value.ToString(CultureInfo.InvariantCulture)));
}
