using OpenRouterKeys.Fluent.Rules;

namespace OpenRouterKeys.Fluent.Tests.Rules;

public class ResetNamesTests
{
    [Theory]
    [InlineData(LimitReset.Never, null)]
    [InlineData(LimitReset.Daily, "daily")]
    [InlineData(LimitReset.Weekly, "weekly")]
    [InlineData(LimitReset.Monthly, "monthly")]
    public void An_interval_has_the_APIs_word(LimitReset interval, string? word) =>
        Assert.Equal((word, interval), (IntervalNames.Of(interval), IntervalNames.Parse(word)));

    [Fact]
    public void Any_other_word_is_not_recognized() => Assert.Equal(LimitReset.Unknown, IntervalNames.Parse("Daily"));
}
