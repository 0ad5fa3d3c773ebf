using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace OpenRouterKeys.Fluent.Telemetry;

/// <summary>The library's activity source and meter. Names and tags follow OpenTelemetry's conventions for HTTP clients. No tag contains a key's
/// name, secret or hash.</summary>
internal static class Instruments
{
    private const string Name = "OpenRouterKeys.Fluent";

    private static readonly Meter Meter = new(Name);

    public static readonly ActivitySource Spans = new(Name);

    public static readonly Counter<long> Attempts =
        Meter.CreateCounter<long>("openrouter.keys.client.attempts", "{attempt}", "Number of attempts.");

    public static readonly Histogram<double> Durations = Meter.CreateHistogram(
        "openrouter.keys.client.call.duration",
        "s",
        "Duration of calls, including all attempts and the waiting between them.",
        tags: null,
        new InstrumentAdvice<double>
        {
            HistogramBucketBoundaries = [0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10, 30, 60, 120],
        });

    public static bool IsObserved => Spans.HasListeners() || Attempts.Enabled || Durations.Enabled;
}
