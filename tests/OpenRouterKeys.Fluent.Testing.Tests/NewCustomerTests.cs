// The README's example, held to compile and to pass. It leaves out what xunit would like to see: the test's token.
#pragma warning disable xUnit1051

namespace OpenRouterKeys.Fluent.Testing.Tests;

public sealed class NewCustomerTests
{
    [Fact]
    public async Task A_lost_answer_is_told_and_leaves_one_key()
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
