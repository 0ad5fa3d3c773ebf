namespace OpenRouterKeys.Fluent.Tests.Leaks;

/// <summary>What the library and the platform tell of our calls. Alone, since it tells of everyone's.</summary>
[Collection(nameof(Alone))]
public class TelemetryTests
{
    private const string Header = $"Authorization: Bearer {Leak.ManagementKey}";

    [Fact]
    public async Task Activities_events_and_meters_tell_no_secret()
    {
        using var telemetry = new Telemetry();
        foreach (var answer in Endings.Answers.Values)
        {
            await Endings.OfAsync(answer);
        }

        // Diagnostic events hand over the request itself, whose one secret is the header that goes on the wire.
        Assert.All(telemetry.Heard, heard => Leak.IsNotIn(heard.Text.Replace(Header, "", StringComparison.Ordinal), heard.Source));
        Assert.Superset(
            new HashSet<string>
            {
                "OpenRouterKeys.Fluent", "openrouter.keys.client.attempts", "openrouter.keys.client.call.duration",
                "System.Net.Http", "System.Net.Http.HttpRequestOut.Start", "System.Net.Sockets", "http.client.request.duration",
            },
            telemetry.Heard.Select(heard => heard.Source).ToHashSet());
    }
}
