using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace OpenRouterKeys.Fluent.DependencyInjection.Tests.Recipes;

/// <summary>The short examples of the README.</summary>
public static class Snippets
{
    public static void Add(IHostApplicationBuilder builder)
    {
        builder.Services.AddOpenRouterKeys(builder.Configuration.GetSection("OpenRouterKeys"));

        builder.Services.AddKeyedOpenRouterKeys("europe", builder.Configuration.GetSection("EuropeanKeys"));
        builder.Services.AddHealthChecks().AddOpenRouterKeys();
    }

    public static void AddWithDelegates(IHostApplicationBuilder builder) =>
        builder.Services.AddOpenRouterKeys(
            services => ManagementKey.FromEnvironment(),
            options => options with { MaxAttempts = 5 });

    public sealed class Onboarding(IOpenRouterKeysClient keys, [FromKeyedServices("free-tier")] KeyRequest tier)
    {
        public Task<CreatedKey> WelcomeAsync(string customer) => keys.CreateAsync(tier.WithName(customer));
    }

    public sealed class Import(
        [FromKeyedServices("europe")] IOpenRouterKeysClient keys,
        [FromKeyedServices("europe:free-tier")] KeyRequest tier)
    {
        public IOpenRouterKeysClient Keys => keys;

        public KeyRequest Tier => tier;
    }
}
