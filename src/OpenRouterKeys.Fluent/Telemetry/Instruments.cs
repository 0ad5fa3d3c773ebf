using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace OpenRouterKeys.Fluent.Telemetry;

/// <summary>The library's activity source and meter. Their names and those of tags follow OpenTelemetry's conventions for HTTP clients; no tag
/// holds a name, a secret or a hash.</summary>
internal static class Instruments
{
    private const string Name = "OpenRouterKeys.Fluent";

    private static readonly Meter Meter = new(Name);

    public static readonly ActivitySource Spans = new(Name);

    public static readonly Counter<long> Attempts =
        Meter.CreateCounter<long>("openrouter.keys.client.attempts", "{attempt}", "How often calls were sent.");

    public static readonly Histogram<double> Durations = Meter.CreateHistogram(
        "openrouter.keys.client.call.duration",
        "s",
        "How long calls took, with all their attempts and the waiting between these.",
        tags: null,
        new InstrumentAdvice<double>
        {
            HistogramBucketBoundaries = [0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10, 30, 60, 120],
        });

    public static bool AreListenedTo => Spans.HasListeners() || Attempts.Enabled || Durations.Enabled;
}
