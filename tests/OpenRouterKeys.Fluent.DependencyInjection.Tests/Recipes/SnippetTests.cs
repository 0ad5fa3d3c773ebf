using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace OpenRouterKeys.Fluent.DependencyInjection.Tests.Recipes;

public sealed class SnippetTests
{
    [Fact]
    public async Task The_small_examples_inject_what_they_add()
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        foreach (var account in new[] { "OpenRouterKeys", "OpenRouterKeys:Europe" })
        {
            builder.Configuration[$"{account}:ManagementKey"] = "key";
            builder.Configuration[$"{account}:Templates:free-tier:limit"] = account.Length.ToString(null, null);
        }

        Snippets.Add(builder);
        builder.Services.AddSingleton<Snippets.Onboarding>().AddSingleton<Snippets.Import>();
        using var host = builder.Build();

        Assert.Equal("OpenRouterKeys:Europe".Length, host.Services.GetRequiredService<Snippets.Import>().Tier.LimitUsd);
        await Assert.ThrowsAsync<InvalidKeyRequestException>(() => host.Services.GetRequiredService<Snippets.Onboarding>().WelcomeAsync(""));
    }
}
