using OpenRouterKeys.Fluent.Rules;

namespace OpenRouterKeys.Fluent.Tests.Rules;

public class ApiNamesTests
{
    [Theory]
    [InlineData(LimitReset.Never, null)]
    [InlineData(LimitReset.Daily, "daily")]
    [InlineData(LimitReset.Weekly, "weekly")]
    [InlineData(LimitReset.Monthly, "monthly")]
    public void Interval_has_the_name_of_the_API(LimitReset interval, string? name) =>
        Assert.Equal((name, interval), (ApiNames.Of(interval), ApiNames.ParseInterval(name)));

    [Fact]
    public void Any_other_name_is_Unknown() => Assert.Equal(LimitReset.Unknown, ApiNames.ParseInterval("Daily"));
}
