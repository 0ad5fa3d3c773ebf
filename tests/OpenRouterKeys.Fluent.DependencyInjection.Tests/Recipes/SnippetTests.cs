using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace OpenRouterKeys.Fluent.DependencyInjection.Tests.Recipes;

public sealed class SnippetTests
{
    [Fact]
    public async Task Snippets_resolve_what_they_register()
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        foreach (var (section, limit) in new[] { ("OpenRouterKeys", "5"), ("EuropeanKeys", "7") })
        {
            builder.Configuration[$"{section}:ManagementKey"] = "key";
            builder.Configuration[$"{section}:Templates:free-tier:limit"] = limit;
        }

        Snippets.Add(builder);
        builder.Services.AddSingleton<Snippets.Onboarding>().AddSingleton<Snippets.Import>();
        using var host = builder.Build();

        Assert.Equal(7, host.Services.GetRequiredService<Snippets.Import>().Tier.LimitUsd);
        await Assert.ThrowsAsync<InvalidKeyRequestException>(() => host.Services.GetRequiredService<Snippets.Onboarding>().WelcomeAsync(""));
    }
}
