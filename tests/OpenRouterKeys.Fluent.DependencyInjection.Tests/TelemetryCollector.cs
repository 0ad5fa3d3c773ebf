using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace OpenRouterKeys.Fluent.DependencyInjection.Tests;

/// <summary>Collects the library's spans and measurements for calls to one server.</summary>
internal sealed class TelemetryCollector : IDisposable
{
    private const string Name = "OpenRouterKeys.Fluent";
    private readonly ActivityListener _spanListener;
    private readonly MeterListener _meterListener = new();

    public TelemetryCollector(int port)
    {
        _spanListener = new()
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
        ActivitySource.AddActivityListener(_spanListener);
        _meterListener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Name == Name)
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _meterListener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Add(instrument, value, tags, port));
        _meterListener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Add(instrument, value, tags, port));
        _meterListener.Start();
    }

    public ConcurrentQueue<Activity> Spans { get; } = [];

    public ConcurrentQueue<(string Instrument, double Value, string Tags)> Measurements { get; } = [];

    public void Dispose()
    {
        _spanListener.Dispose();
        _meterListener.Dispose();
    }

    /// <summary>Formats tags in the order of their names, except those of the server.</summary>
    public static string Format(IEnumerable<KeyValuePair<string, object?>> tags) =>
        string.Join(", ", tags.Select(tag => $"{tag.Key}={tag.Value}").Where(tag => !tag.StartsWith("server.", StringComparison.Ordinal)).Order(StringComparer.Ordinal));

    private void Add(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags, int port)
    {
        if (tags.ToArray().Any(tag => tag.Key == "server.port" && Equals(tag.Value, port)))
        {
            Measurements.Enqueue((instrument.Name, value, Format(tags.ToArray())));
        }
    }
}
