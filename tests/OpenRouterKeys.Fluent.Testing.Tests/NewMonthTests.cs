using Microsoft.Extensions.Time.Testing;

// As NewCustomerTests.
#pragma warning disable xUnit1051

namespace OpenRouterKeys.Fluent.Testing.Tests;

public sealed class NewMonthTests
{
    [Fact]
    public async Task A_budget_is_whole_again_when_the_month_begins()
    {
        var clock = new FakeTimeProvider(new(2027, 1, 31, 12, 0, 0, TimeSpan.Zero));
        await using var openRouter = await OpenRouterSimulator.StartAsync(clock);
        using var keys = openRouter.CreateClient(new() { TimeProvider = clock });
        var created = await KeyRequest.Named("customer 7").Limit(5).ResetsMonthly().SendAsync(keys);
        openRouter.Spend(created.Info.Hash, 4);

        clock.Advance(TimeSpan.FromDays(1));

        Assert.Equal(5, Assert.Single(openRouter.Keys).LimitRemainingUsd);
    }
}
