using OpenRouterKeys.Fluent.Tests.Http;

namespace OpenRouterKeys.Fluent.Tests.Leaks;

/// <summary>The telemetry that the library and .NET emit for a call. Not parallel, because it is recorded for the whole process.</summary>
[Collection(nameof(NonParallel))]
public class TelemetryLeakTests
{
    private const string Header = $"Authorization: Bearer {TestSecrets.ManagementKey}";

    [Fact]
    public async Task Activities_events_and_metrics_do_not_contain_a_secret()
    {
        using var telemetry = new TelemetryRecorder();
        foreach (var response in OutcomeCases.ByResponse.Values)
        {
            await OutcomeCases.CreateAsync(response);
        }

        // Diagnostic events contain the request itself, with its Authorization header.
        Assert.All(telemetry.Events, item => LeakAssert.NoSecretIn(item.Text.Replace(Header, "", StringComparison.Ordinal), item.Source));
        Assert.Superset(
            new HashSet<string>
            {
                "OpenRouterKeys.Fluent", "openrouter.keys.client.attempts", "openrouter.keys.client.call.duration",
                "System.Net.Http", "System.Net.Http.HttpRequestOut.Start", "System.Net.Sockets", "http.client.request.duration",
            },
            telemetry.Events.Select(item => item.Source).ToHashSet());
    }
}
