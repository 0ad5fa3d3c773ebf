using System.Net;
using System.Text.Json;
using OpenRouterKeys.Fluent.Testing;

namespace OpenRouterKeys.Fluent.DependencyInjection.Tests.Recipes;

public sealed class CiJobTests : HostTestBase
{
    // Exits with 3 if it has a key and not the management key.
    private static readonly string[] Job = OperatingSystem.IsWindows()
        ? ["cmd", "/c", "if defined OPENROUTER_API_KEY if not defined OpenRouterKeys__ManagementKey exit 3"]
        : ["sh", "-c", "test -n \"$OPENROUTER_API_KEY\" && test -z \"$OpenRouterKeys__ManagementKey\" && exit 3"];

    [Fact]
    public async Task Job_has_a_key_while_it_runs()
    {
        await using var program = new RecipeProcess("CiJob", OpenRouter, Job);
        var exitCode = await program.WaitForExitAsync(Token);

        Assert.True(exitCode == 3, program.Output);
        Assert.Equal(["POST", "DELETE"], OpenRouter.Requests.Select(request => request.Method));
        var created = JsonElement.Parse(OpenRouter.Requests[0].Body);
        Assert.StartsWith("job 4711 #", created.GetProperty("name").GetString(), StringComparison.Ordinal);
        Assert.Equal(2, created.GetProperty("limit").GetDecimal());
        Assert.Empty(OpenRouter.Keys);
    }

    [Fact]
    public async Task Key_that_cannot_be_deleted_does_not_change_the_exit_code()
    {
        LetPass(1);
        OpenRouter.EnqueueFault(SimulatedFault.Reject(HttpStatusCode.BadRequest));
        await using var program = new RecipeProcess("CiJob", OpenRouter, Job);
        var exitCode = await program.WaitForExitAsync(Token);

        Assert.True(exitCode == 3, program.Output);
        Assert.Contains($"It expires at {Assert.Single(OpenRouter.Keys).ExpiresAt:u}.", program.Output, StringComparison.Ordinal);
    }
}
