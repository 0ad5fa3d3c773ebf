// An example in the README, which leaves out the test's cancellation token.
#pragma warning disable xUnit1051

namespace OpenRouterKeys.Fluent.Testing.Tests;

public sealed class TeamKeyTests
{
    [Fact]
    public async Task Management_key_of_a_workspace_cannot_read_other_keys()
    {
        var team = new Workspace { Id = Guid.NewGuid(), Name = "Team" };
        await using var openRouter = await OpenRouterSimulator.StartAsync();
        openRouter.Add(team);
        openRouter.Add(new KeyInfo { Hash = "h1" });
        openRouter.Bind("h1", new() { GuardrailId = "guardrail-1", Policies = [new("budget", "policy-1")] });
        using var keys = new OpenRouterKeysClient(openRouter.AddManagementKey(team.Id), new() { BaseAddress = openRouter.BaseAddress });

        await Assert.ThrowsAsync<ManagementKeyRejectedException>(() => keys.GetAsync("h1"));
    }
}
