using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Diagnostics.Tracing;

namespace OpenRouterKeys.Fluent.Tests.Leaks;

/// <summary>Listens to all that the process tells of itself: activities, diagnostic events, event sources, meters.</summary>
internal sealed class Telemetry : EventListener, IObserver<DiagnosticListener>, IObserver<KeyValuePair<string, object?>>
{
    // Dumps of sockets and headers, made for debugging .NET itself, and the runtime's own events; neither is for production.
    private static readonly string[] OutOfReach = ["Private.InternalDiagnostics.", "Microsoft-Windows-DotNETRuntime"];

    [ThreadStatic]
    private static bool _isHearing;

    private readonly ConcurrentQueue<(string Source, string Text)> _heard = new();
    private readonly ConcurrentQueue<IDisposable> _subscriptions = new();
    private readonly ActivityListener _activities;
    private readonly MeterListener _meters = new();

    public Telemetry()
    {
        _activities = new ActivityListener
        {
            ShouldListenTo = _ => true,
            Sample = (ref _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = Hear,
        };
        ActivitySource.AddActivityListener(_activities);
        _subscriptions.Enqueue(DiagnosticListener.AllListeners.Subscribe(this));
        _meters.InstrumentPublished = (instrument, listener) => listener.EnableMeasurementEvents(instrument);
        _meters.SetMeasurementEventCallback<long>((instrument, _, tags, _) => Hear(instrument.Name, tags.ToArray()));
        _meters.SetMeasurementEventCallback<double>((instrument, _, tags, _) => Hear(instrument.Name, tags.ToArray()));
        _meters.Start();
    }

    /// <summary>What was heard, and of whom.</summary>
    public IReadOnlyCollection<(string Source, string Text)> Heard => _heard;

    public void OnNext(DiagnosticListener value) => _subscriptions.Enqueue(value.Subscribe(this));

    public void OnNext(KeyValuePair<string, object?> value) => Hear(value.Key, value.Value);

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
        if (!OutOfReach.Any(name => eventSource.Name.StartsWith(name, StringComparison.Ordinal)))
        {
            EnableEvents(eventSource, EventLevel.Verbose, EventKeywords.All);
        }
    }

    protected override void OnEventWritten(EventWrittenEventArgs eventData) =>
        Hear<object?>(eventData.EventSource.Name, [eventData.Message, .. eventData.Payload ?? (IEnumerable<object?>)[]]);

    private void Hear(Activity activity) => Hear(
        activity.Source.Name,
        [
            activity.DisplayName, activity.StatusDescription, .. activity.TagObjects.Cast<object?>(), .. activity.Baggage.Cast<object?>(),
            .. activity.Events.SelectMany(told => told.Tags.Cast<object?>().Prepend(told.Name)),
        ]);

    private void Hear<T>(string source, params IEnumerable<T> told)
    {
        if (!_isHearing) // what hearing sets off is not listened to
        {
            _isHearing = true;
            _heard.Enqueue((source, string.Join(' ', told.Select(Text))));
            _isHearing = false;
        }
    }

    private static string Text<T>(T told) =>
        told is System.Collections.IEnumerable and not string ? string.Join(' ', ((System.Collections.IEnumerable)told).Cast<object?>()) : $"{told}";
}
