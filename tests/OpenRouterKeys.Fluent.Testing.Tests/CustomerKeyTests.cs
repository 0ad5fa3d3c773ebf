// An example in the README, which leaves out the test's cancellation token.
#pragma warning disable xUnit1051

namespace OpenRouterKeys.Fluent.Testing.Tests;

public sealed class CustomerKeyTests
{
    [Fact]
    public async Task Dropped_response_has_unknown_outcome_and_leaves_one_key()
    {
        await using var openRouter = await OpenRouterSimulator.StartAsync();
        using var keys = openRouter.CreateClient();
        openRouter.EnqueueFault(SimulatedFault.DropResponse());

        await Assert.ThrowsAsync<KeyOutcomeUnknownException>(
            () => KeyRequest.Named("customer 7").Limit(5).SendAsync(keys));

        Assert.Equal("customer 7", Assert.Single(openRouter.Keys).Name);
        Assert.Single(openRouter.Requests);
    }
}
