using System.Net;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using OpenRouterKeys.Fluent;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds a health check for the management key.</summary>
public static class OpenRouterKeysHealthChecksBuilderExtensions
{
    private static readonly TimeSpan DefaultTimeout = TimeSpan.FromSeconds(10);

    /// <summary>Adds a health check that calls <c>GET /api/v1/key</c> with the management key. It is healthy if the API accepts the key, unhealthy
    /// if the API rejects it or the base address is not that of the keys API, and has the status <paramref name="failureStatus"/> if the key cannot be
    /// checked. Its result contains no secret.</summary>
    /// <param name="builder">The health checks builder.</param>
    /// <param name="name">The health check's name.</param>
    /// <param name="serviceKey">The client's service key, as for <c>AddKeyedOpenRouterKeys</c>; null for the client without a service key.</param>
    /// <param name="failureStatus">The status if the key cannot be checked, because OpenRouter is unavailable or limits the rate of
    /// requests.</param>
    /// <param name="tags">The health check's tags.</param>
    /// <param name="timeout">The health check's timeout, including all attempts; null for 10 seconds.</param>
    /// <returns>The health checks builder.</returns>
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
            services => new ManagementKeyHealthCheck(services.GetRequiredKeyedService<OpenRouterKeysClient>(serviceKey)),
            failureStatus,
            tags,
            timeout ?? DefaultTimeout));
    }

    private sealed class ManagementKeyHealthCheck(OpenRouterKeysClient client) : IHealthCheck
    {
        // Whether the server has answered, but not as the keys API does: no such path or method, a redirect, or another body.
        private static bool IsFromOtherApi(OpenRouterKeysException exception) => exception switch
        {
            KeyRequestRejectedException { StatusCode: HttpStatusCode.NotFound or HttpStatusCode.MethodNotAllowed } => true,
            OpenRouterUnavailableException { StatusCode: { } status } => (int)status is >= 200 and <= 399,
            _ => false,
        };

        public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
        {
            try
            {
                await client.GetCurrentAsync(cancellationToken: cancellationToken).ConfigureAwait(false);
                return HealthCheckResult.Healthy();
            }
            catch (ManagementKeyRejectedException exception)
            {
                return HealthCheckResult.Unhealthy(
                    "OpenRouter rejected the management key. Check the key and the account's IP allowlist.", exception);
            }
            catch (OpenRouterKeysException exception) when (IsFromOtherApi(exception))
            {
                return HealthCheckResult.Unhealthy(
                    "The base address is not that of OpenRouter's keys API, which is https://openrouter.ai/api/v1/. Check the configured address.", exception);
            }
            catch (OpenRouterKeysException exception)
            {
                return new(
                    context.Registration.FailureStatus, "The management key could not be checked. See the exception for the reason.", exception);
            }
        }
    }
}
