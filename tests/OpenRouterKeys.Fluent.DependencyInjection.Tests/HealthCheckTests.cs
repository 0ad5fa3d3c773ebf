using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using OpenRouterKeys.Fluent.Testing;

namespace OpenRouterKeys.Fluent.DependencyInjection.Tests;

public sealed class HealthCheckTests : HostedAccount
{
    [Fact]
    public async Task A_key_that_works_is_healthy()
    {
        Assert.Equal(HealthStatus.Healthy, (await CheckAsync()).Status);
        Assert.Equal(("GET", "/api/v1/key"), Assert.Single(OpenRouter.Requests.Select(request => (request.Method, request.Path))));
    }

    [Theory]
    [InlineData(HttpStatusCode.Unauthorized, HealthStatus.Unhealthy)]
    [InlineData(HttpStatusCode.Forbidden, HealthStatus.Unhealthy)]
    [InlineData(HttpStatusCode.ServiceUnavailable, HealthStatus.Degraded)]
    [InlineData(HttpStatusCode.TooManyRequests, HealthStatus.Degraded)]
    public async Task What_the_API_answers_tells_how_it_is(HttpStatusCode answered, HealthStatus status)
    {
        var secret = OpenRouter.ManagementKey.Reveal();
        OpenRouter.EnqueueFault(SimulatedFault.Reject(answered, secret));
        var entry = await CheckAsync();

        Assert.Equal(status, entry.Status);
        Assert.DoesNotContain(secret, $"{entry.Description} {entry.Exception} {string.Join(' ', Log.GetSnapshot())}", StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_an_unreachable_API_means_is_the_applications_to_say()
    {
        await OpenRouter.DisposeAsync();

        Assert.Equal(HealthStatus.Unhealthy, (await CheckAsync(HealthStatus.Unhealthy)).Status);
    }

    [Fact]
    public async Task An_account_has_a_check_of_its_own()
    {
        Services.AddKeyedOpenRouterKeys("second", Section());
        Services.AddHealthChecks().AddOpenRouterKeys("second account", "second");
        await using var services = Services.BuildServiceProvider();
        var report = await services.GetRequiredService<HealthCheckService>().CheckHealthAsync(Token);

        Assert.Equal(("second account", HealthStatus.Healthy), Assert.Single(report.Entries.Select(entry => (entry.Key, entry.Value.Status))));
    }

    [Fact]
    public async Task A_check_that_takes_too_long_is_given_up()
    {
        OpenRouter.EnqueueFault(SimulatedFault.DelayResponse(Timeout.InfiniteTimeSpan));

        Assert.Equal("A timeout occurred while running check.", (await CheckAsync(timeout: TimeSpan.FromMilliseconds(50))).Description);
    }

    private async Task<HealthReportEntry> CheckAsync(HealthStatus failureStatus = HealthStatus.Degraded, TimeSpan? timeout = null)
    {
        Services.AddOpenRouterKeys(Section(maxAttempts: 1));
        Services.AddHealthChecks().AddOpenRouterKeys(failureStatus: failureStatus, timeout: timeout);
        await using var services = Services.BuildServiceProvider();
        var report = await services.GetRequiredService<HealthCheckService>().CheckHealthAsync(Token);
        return Assert.Single(report.Entries).Value;
    }
}
