using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace OpenRouterKeys.Fluent.DependencyInjection.Tests;

/// <summary>Listens to the library's spans and meter, of calls to one server.</summary>
internal sealed class Observed : IDisposable
{
    private const string Name = "OpenRouterKeys.Fluent";
    private readonly ActivityListener _spans;
    private readonly MeterListener _meters = new();

    public Observed(int port)
    {
        _spans = new()
        {
            ShouldListenTo = source => source.Name == Name,
            Sample = (ref _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = span =>
            {
                if (Equals(span.GetTagItem("server.port"), port))
                {
                    Spans.Enqueue(span);
                }
            },
        };
        ActivitySource.AddActivityListener(_spans);
        _meters.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Name == Name)
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _meters.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Keep(instrument, value, tags, port));
        _meters.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Keep(instrument, value, tags, port));
        _meters.Start();
    }

    public ConcurrentQueue<Activity> Spans { get; } = [];

    public ConcurrentQueue<(string Instrument, double Value, string Tags)> Measurements { get; } = [];

    public void Dispose()
    {
        _spans.Dispose();
        _meters.Dispose();
    }

    /// <summary>Without those of the server, in the order of their names.</summary>
    public static string Text(IEnumerable<KeyValuePair<string, object?>> tags) =>
        string.Join(", ", tags.Select(tag => $"{tag.Key}={tag.Value}").Where(tag => !tag.StartsWith("server.", StringComparison.Ordinal)).Order(StringComparer.Ordinal));

    private void Keep(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags, int port)
    {
        if (tags.ToArray().Any(tag => tag.Key == "server.port" && Equals(tag.Value, port)))
        {
            Measurements.Enqueue((instrument.Name, value, Text(tags.ToArray())));
        }
    }
}
