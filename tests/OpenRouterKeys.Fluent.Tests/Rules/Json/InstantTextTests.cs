using OpenRouterKeys.Fluent.Rules.Json;

namespace OpenRouterKeys.Fluent.Tests.Rules.Json;

public class InstantTextTests
{
    [Theory]
    [InlineData("2027-12-31T23:59:59Z")]
    [InlineData("0001-01-01T00:00:00Z")]
    [InlineData("9999-12-31T23:59:59.9999999Z")]
    [InlineData("2028-02-29T01:02:03.5Z")]
    [InlineData("2027-01-01T00:00:00.1234567000Z")]
    public void Time_in_UTC_is_read_to_the_tick(string text) => Assert.Equal((true, TestTime.Parse(text)), (InstantText.TryRead(text, out var value), value));

    [Theory]
    [InlineData("")]
    [InlineData("Z")]
    [InlineData("2027-12-31T23:59:59")]
    [InlineData("2027-12-31T23:59:5Z")]
    [InlineData("2027-12-31T23:59:59z")]
    [InlineData("2027-12-31T23:59:59.1")]
    [InlineData("2027-12-31T23:59:59.Z")]
    [InlineData("2027-12-31T23:59:59,1Z")]
    [InlineData("2027-12-31T23:59:59.xZ")]
    [InlineData("2027-12-31T23:59:59.12345678Z")]
    [InlineData("2027-12-31T23:59:59.1234567x0Z")]
    [InlineData("2027-12-31 23:59:59Z")]
    [InlineData("2027/12/31T23:59:59Z")]
    [InlineData("2027-12-31T23:59:5:Z")]
    [InlineData("2027-12-31T23:59:5/Z")]
    [InlineData("0000-12-31T23:59:59Z")]
    [InlineData("2027-00-31T23:59:59Z")]
    [InlineData("2027-13-31T23:59:59Z")]
    [InlineData("2027-12-00T23:59:59Z")]
    [InlineData("2027-02-29T23:59:59Z")]
    [InlineData("2027-12-31T24:59:59Z")]
    [InlineData("2027-12-31T23:60:59Z")]
    [InlineData("2027-12-31T23:59:60Z")]
    public void Text_that_is_not_a_time_in_UTC_is_not_read(string text) => Assert.Equal((false, default), (InstantText.TryRead(text, out var value), value));
}
