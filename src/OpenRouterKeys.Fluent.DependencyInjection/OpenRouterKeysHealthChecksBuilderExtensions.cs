using Microsoft.Extensions.Diagnostics.HealthChecks;
using OpenRouterKeys.Fluent;
using OpenRouterKeys.Fluent.Hosting;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds a health check of the management key.</summary>
public static class OpenRouterKeysHealthChecksBuilderExtensions
{
    private static readonly TimeSpan UsualTimeout = TimeSpan.FromSeconds(10);

    /// <summary>Adds a check that asks the API about the management key (<c>GET /api/v1/key</c>): healthy where the API knows it, unhealthy where
    /// it rejects it, and of the given status where the API cannot be asked. It tells no secret.</summary>
    /// <param name="builder">The host's health checks.</param>
    /// <param name="name">The check's name.</param>
    /// <param name="serviceKey">The account, as for <c>AddKeyedOpenRouterKeys</c>. Null: the one without a key.</param>
    /// <param name="failureStatus">What is told where the API cannot be asked: it is OpenRouter that is ill then, and not the application.</param>
    /// <param name="tags">The check's tags.</param>
    /// <param name="timeout">How long the check may take, with all its attempts; null: 10 s.</param>
    /// <returns>The host's health checks.</returns>
    public static IHealthChecksBuilder AddOpenRouterKeys(
        this IHealthChecksBuilder builder,
        string name = "openrouter-keys",
        object? serviceKey = null,
        HealthStatus failureStatus = HealthStatus.Degraded,
        IEnumerable<string>? tags = null,
        TimeSpan? timeout = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        return builder.Add(new(
            name,
            services => new ManagementKeyCheck(services.GetRequiredKeyedService<OpenRouterKeysClient>(serviceKey)),
            failureStatus,
            tags,
            timeout ?? UsualTimeout));
    }
}
