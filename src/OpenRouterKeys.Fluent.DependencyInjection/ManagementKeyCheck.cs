using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace OpenRouterKeys.Fluent.Hosting;

/// <summary>Asks the API what it tells of the management key.</summary>
internal sealed class ManagementKeyCheck(OpenRouterKeysClient client) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            await client.GetCurrentAsync(cancellationToken: cancellationToken).ConfigureAwait(false);
            return HealthCheckResult.Healthy();
        }
        catch (ManagementKeyRejectedException exception)
        {
            return HealthCheckResult.Unhealthy("OpenRouter rejects the management key.", exception);
        }
        catch (OpenRouterKeysException exception)
        {
            return new(context.Registration.FailureStatus, "OpenRouter could not be asked about the management key.", exception);
        }
    }
}
