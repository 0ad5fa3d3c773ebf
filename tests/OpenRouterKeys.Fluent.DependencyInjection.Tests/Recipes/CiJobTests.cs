using System.Text.Json;

namespace OpenRouterKeys.Fluent.DependencyInjection.Tests.Recipes;

public sealed class CiJobTests : HostTestBase
{
    [Fact]
    public async Task Job_has_a_key_while_it_runs()
    {
        string[] job = OperatingSystem.IsWindows() ? ["cmd", "/c", "if defined OPENROUTER_API_KEY exit 3"] : ["sh", "-c", "test -n \"$OPENROUTER_API_KEY\" && exit 3"];
        await using var program = new RecipeProcess("CiJob", OpenRouter, job);
        var exitCode = await program.WaitForExitAsync(Token);

        Assert.True(exitCode == 3, program.Output);
        Assert.Equal(["POST", "DELETE"], OpenRouter.Requests.Select(request => request.Method));
        var created = JsonElement.Parse(OpenRouter.Requests[0].Body);
        Assert.StartsWith("job 4711 #", created.GetProperty("name").GetString(), StringComparison.Ordinal);
        Assert.Equal(2, created.GetProperty("limit").GetDecimal());
        Assert.Empty(OpenRouter.Keys);
    }
}
