using System.Net;
using System.Net.Sockets;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using OpenRouterKeys.Fluent.Testing;

namespace OpenRouterKeys.Fluent.DependencyInjection.Tests;

public sealed class HealthCheckTests : HostTestBase
{
    [Fact]
    public async Task Accepted_key_is_healthy()
    {
        Assert.Equal(HealthStatus.Healthy, (await CheckAsync()).Status);
        Assert.Equal(("GET", "/api/v1/key"), Assert.Single(OpenRouter.Requests.Select(request => (request.Method, request.Path))));
    }

    [Theory]
    [InlineData(HttpStatusCode.Unauthorized, HealthStatus.Unhealthy)]
    [InlineData(HttpStatusCode.Forbidden, HealthStatus.Unhealthy)]
    [InlineData(HttpStatusCode.ServiceUnavailable, HealthStatus.Degraded)]
    [InlineData(HttpStatusCode.TooManyRequests, HealthStatus.Degraded)]
    public async Task Error_status_determines_health(HttpStatusCode responseStatus, HealthStatus expected)
    {
        var secret = OpenRouter.ManagementKey.Reveal();
        OpenRouter.EnqueueFault(SimulatedFault.Reject(responseStatus, secret));
        var entry = await CheckAsync();

        Assert.Equal(expected, entry.Status);
        Assert.DoesNotContain(secret, $"{entry.Description} {entry.Exception} {string.Join(' ', Log.GetSnapshot())}", StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("404 Not Found", "")]
    [InlineData("405 Method Not Allowed", "")]
    [InlineData("200 OK", "<html></html>")]
    [InlineData("200 OK", "{}")]
    [InlineData("204 No Content", "")]
    [InlineData("301 Moved Permanently", "")]
    public async Task Address_of_another_API_is_unhealthy(string status, string body)
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        Services.AddOpenRouterKeys(
            _ => OpenRouter.ManagementKey, options => options with { BaseAddress = new($"http://{listener.LocalEndpoint}/api/v1/"), MaxAttempts = 1 });
        Services.AddHealthChecks().AddOpenRouterKeys();
        await using var services = Services.BuildServiceProvider();
        var check = services.GetRequiredService<HealthCheckService>().CheckHealthAsync(Token);
        await RespondAsync(listener, $"HTTP/1.1 {status}\r\nContent-Length: {body.Length}\r\nConnection: close\r\n\r\n{body}");
        var report = await check;

        var entry = Assert.Single(report.Entries).Value;
        Assert.Equal(HealthStatus.Unhealthy, entry.Status);
        Assert.StartsWith("The base address is not that of OpenRouter's keys API", entry.Description, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Unreachable_API_has_configured_failure_status()
    {
        await OpenRouter.DisposeAsync();

        Assert.Equal(HealthStatus.Unhealthy, (await CheckAsync(HealthStatus.Unhealthy)).Status);
    }

    [Fact]
    public async Task Keyed_client_has_its_own_check()
    {
        Services.AddKeyedOpenRouterKeys("second", Section());
        Services.AddHealthChecks().AddOpenRouterKeys("second client", "second");
        await using var services = Services.BuildServiceProvider();
        var report = await services.GetRequiredService<HealthCheckService>().CheckHealthAsync(Token);

        Assert.Equal(("second client", HealthStatus.Healthy), Assert.Single(report.Entries.Select(entry => (entry.Key, entry.Value.Status))));
    }

    [Fact]
    public async Task Slow_response_times_out()
    {
        OpenRouter.EnqueueFault(SimulatedFault.DelayResponse(Timeout.InfiniteTimeSpan));

        Assert.Equal("A timeout occurred while running check.", (await CheckAsync(timeout: TimeSpan.FromMilliseconds(50))).Description);
    }

    private static async Task RespondAsync(TcpListener listener, string response)
    {
        using var connection = await listener.AcceptTcpClientAsync(Token);
        await using var stream = connection.GetStream();
        using var reader = new StreamReader(stream, leaveOpen: true);
        while (await reader.ReadLineAsync(Token) is { Length: > 0 })
        {
        }

        await stream.WriteAsync(Encoding.ASCII.GetBytes(response), Token);
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
