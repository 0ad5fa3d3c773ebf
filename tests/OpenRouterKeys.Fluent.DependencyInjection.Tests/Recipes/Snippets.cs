using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace OpenRouterKeys.Fluent.DependencyInjection.Tests.Recipes;

/// <summary>The README's small examples.</summary>
internal static class Snippets
{
    public static void Add(IHostApplicationBuilder builder)
    {
        // From a section
        builder.Services.AddOpenRouterKeys(builder.Configuration.GetSection("OpenRouterKeys"));

        // From elsewhere
        builder.Services.AddOpenRouterKeys(
            services => ManagementKey.FromEnvironment(),
            options => options with { MaxAttempts = 5 });

        // Accounts
        builder.Services.AddKeyedOpenRouterKeys("europe", builder.Configuration.GetSection("OpenRouterKeys:Europe"));

        // Health
        builder.Services.AddHealthChecks().AddOpenRouterKeys();
    }

    internal sealed class Onboarding(IOpenRouterKeysClient keys, [FromKeyedServices("free-tier")] KeyRequest tier)
    {
        public Task<CreatedKey> WelcomeAsync(string customer) => keys.CreateAsync(tier.Renamed(customer));
    }

    internal sealed class Import([FromKeyedServices("europe")] IOpenRouterKeysClient keys, [FromKeyedServices("europe:free-tier")] KeyRequest tier)
    {
        public IOpenRouterKeysClient Keys => keys;

        public KeyRequest Tier => tier;
    }
}
