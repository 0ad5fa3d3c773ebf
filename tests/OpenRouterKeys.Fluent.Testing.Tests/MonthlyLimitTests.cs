using Microsoft.Extensions.Time.Testing;

// An example in the README, which leaves out the test's cancellation token.
#pragma warning disable xUnit1051

namespace OpenRouterKeys.Fluent.Testing.Tests;

public sealed class MonthlyLimitTests
{
    [Fact]
    public async Task Monthly_limit_resets_on_the_first_of_the_month()
    {
        var timeProvider = new FakeTimeProvider(new(2027, 1, 31, 12, 0, 0, TimeSpan.Zero));
        await using var openRouter = await OpenRouterSimulator.StartAsync(timeProvider);
        using var keys = openRouter.CreateClient(new() { TimeProvider = timeProvider });
        var created = await KeyRequest.Named("customer 7").Limit(5).ResetsMonthly().SendAsync(keys);
        openRouter.Spend(created.Info.Hash, 4);

        timeProvider.Advance(TimeSpan.FromDays(1));

        Assert.Equal(5, Assert.Single(openRouter.Keys).LimitRemainingUsd);
    }
}
