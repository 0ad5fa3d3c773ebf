using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Diagnostics.Tracing;

namespace OpenRouterKeys.Fluent.Tests.Leaks;

/// <summary>Records all telemetry of the process: activities, diagnostic events, event sources and metrics.</summary>
internal sealed class TelemetryRecorder : EventListener, IObserver<DiagnosticListener>, IObserver<KeyValuePair<string, object?>>
{
    // Event sources for debugging .NET itself, not for production. The first one dumps sockets and headers.
    private static readonly string[] ExcludedSources = ["Private.InternalDiagnostics.", "Microsoft-Windows-DotNETRuntime"];

    [ThreadStatic]
    private static bool _isRecording;

    private readonly ConcurrentQueue<(string Source, string Text)> _events = new();
    private readonly ConcurrentQueue<IDisposable> _subscriptions = new();
    private readonly ActivityListener _activities;
    private readonly MeterListener _meters = new();

    public TelemetryRecorder()
    {
        _activities = new ActivityListener
        {
            ShouldListenTo = _ => true,
            Sample = (ref _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = Record,
        };
        ActivitySource.AddActivityListener(_activities);
        _subscriptions.Enqueue(DiagnosticListener.AllListeners.Subscribe(this));
        _meters.InstrumentPublished = (instrument, listener) => listener.EnableMeasurementEvents(instrument);
        _meters.SetMeasurementEventCallback<long>((instrument, _, tags, _) => Record(instrument.Name, tags.ToArray()));
        _meters.SetMeasurementEventCallback<double>((instrument, _, tags, _) => Record(instrument.Name, tags.ToArray()));
        _meters.Start();
    }

    public IReadOnlyCollection<(string Source, string Text)> Events => _events;

    public void OnNext(DiagnosticListener value) => _subscriptions.Enqueue(value.Subscribe(this));

    public void OnNext(KeyValuePair<string, object?> value) => Record(value.Key, value.Value);

    public void OnCompleted()
    {
    }

    public void OnError(Exception error)
    {
    }

    public override void Dispose()
    {
        _activities.Dispose();
        _meters.Dispose();
        foreach (var subscription in _subscriptions)
        {
            subscription.Dispose();
        }

        base.Dispose();
    }

    protected override void OnEventSourceCreated(EventSource eventSource)
    {
        if (!ExcludedSources.Any(name => eventSource.Name.StartsWith(name, StringComparison.Ordinal)))
        {
            EnableEvents(eventSource, EventLevel.Verbose, EventKeywords.All);
        }
    }

    protected override void OnEventWritten(EventWrittenEventArgs eventData) =>
        Record<object?>(eventData.EventSource.Name, [eventData.Message, .. eventData.Payload ?? (IEnumerable<object?>)[]]);

    private void Record(Activity activity) => Record(
        activity.Source.Name,
        [
            activity.DisplayName, activity.StatusDescription, .. activity.TagObjects.Cast<object?>(), .. activity.Baggage.Cast<object?>(),
            .. activity.Events.SelectMany(item => item.Tags.Cast<object?>().Prepend(item.Name)),
        ]);

    private void Record<T>(string source, params IEnumerable<T> values)
    {
        if (!_isRecording) // recording emits events itself
        {
            _isRecording = true;
            _events.Enqueue((source, string.Join(' ', values.Select(Text))));
            _isRecording = false;
        }
    }

    private static string Text<T>(T value) =>
        value is System.Collections.IEnumerable and not string ? string.Join(' ', ((System.Collections.IEnumerable)value).Cast<object?>()) : $"{value}";
}
