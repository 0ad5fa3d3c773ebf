using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Globalization;
using System.Net;

namespace OpenRouterKeys.Fluent.Telemetry;

/// <summary>The telemetry of one call: a span, measurements and log entries. It ends when the call succeeds or fails. Names and tags follow
/// OpenTelemetry's conventions for HTTP clients. No tag contains a key's name, secret or hash.</summary>
internal sealed class ObservedCall
{
    private const string SourceName = "OpenRouterKeys.Fluent";
    private static readonly ActivitySource Spans = new(SourceName);
    private static readonly Meter Meter = new(SourceName);
    private static readonly Counter<long> AttemptCounter =
        Meter.CreateCounter<long>("openrouter.keys.client.attempts", "{attempt}", "Number of attempts.");

    private static readonly Histogram<double> Durations = Meter.CreateHistogram(
        "openrouter.keys.client.call.duration",
        "s",
        "Duration of calls, including all attempts and the waiting between them.",
        tags: null,
        new InstrumentAdvice<double>
        {
            HistogramBucketBoundaries = [0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10, 30, 60, 120],
        });

    private readonly CallLog? _log;
    private readonly TimeProvider _timeProvider;
    private readonly long _startedAt;
    private readonly TagList _tags;
    private Activity? _span;

    /// <summary>Starts a span, which is the current one until the calling async method returns.</summary>
    public ObservedCall(HttpMethod method, string path, string pastTense, string? hash, OpenRouterKeysOptions options, CallLog? log)
    {
        (Method, Hash, PastTense, _log, _timeProvider) = (method, hash, pastTense, log, options.TimeProvider);
        Template = options.BaseAddress.AbsolutePath.TrimEnd('/') + path;
        _tags = new()
        {
            { "http.request.method", Method.Method },
            { "server.address", options.BaseAddress.Host },
            { "server.port", options.BaseAddress.Port },
            { "url.template", Template },
        };
        Run(() => _span = Spans.StartActivity($"{Method.Method} {Template}", ActivityKind.Client, default(ActivityContext), _tags));
        _startedAt = _timeProvider.GetTimestamp();
    }

    /// <summary>The HTTP method.</summary>
    public HttpMethod Method { get; }

    /// <summary>What a successful call has done to the key, as in "created".</summary>
    public string PastTense { get; }

    /// <summary>The path, with a placeholder for a key's hash.</summary>
    public string Template { get; }

    /// <summary>The hash of the key that is read, updated, deleted or created; null: unknown, or a list.</summary>
    public string? Hash { get; private set; }

    /// <summary>The number of attempts so far.</summary>
    public int Attempts { get; private set; }

    /// <summary>The status of the last attempt's response; null if there was none.</summary>
    public HttpStatusCode? Status { get; private set; }

    /// <summary>Whether there is a listener or a log.</summary>
    public static bool IsEnabled(CallLog? log) => log is not null || Spans.HasListeners() || AttemptCounter.Enabled || Durations.Enabled;

    public void AttemptStarted()
    {
        if (++Attempts > 1)
        {
            Run(() => _log?.Retrying(this));
        }
    }

    public void AttemptEnded(HttpStatusCode? status) => Status = status;

    public void Succeeded(string? hash = null)
    {
        Hash = hash ?? Hash;
        Run(() => _log?.Succeeded(this));
        Run(() => End(PastTense, Status, null));
    }

    public void Failed(Exception exception)
    {
        Run(() => _log?.Failed(this, exception));
        Run(() => End(OutcomeOf(exception), StatusOf(exception), ErrorTypeOf(exception)));
    }

    /// <summary>The outcome in one word, for tags and log entries.</summary>
    public static string OutcomeOf(Exception exception) => exception switch
    {
        KeyRequestRejectedException => "rejected",
        OpenRouterUnavailableException => "unavailable",
        KeyOutcomeUnknownException => "unknown",
        OperationCanceledException => "cancelled",
        _ => "failed",
    };

    private static HttpStatusCode? StatusOf(Exception exception) => exception switch
    {
        KeyRequestRejectedException rejected => rejected.StatusCode,
        OpenRouterUnavailableException unavailable => unavailable.StatusCode,
        KeyOutcomeUnknownException unknown => unknown.StatusCode,
        _ => null,
    };

    // OpenTelemetry's error.type: the status if that is the error, otherwise the exception's type.
    private static string ErrorTypeOf(Exception exception) =>
        StatusOf(exception) is { } status && (int)status >= 300 ? ((int)status).ToString(CultureInfo.InvariantCulture) : exception.GetType().FullName!;

    private static void Run(Action action)
    {
        try
        {
            action();
        }
        catch (Exception)
        {
            // If a listener or logger throws, the call must still return, or the caller would lose the new key.
        }
    }

    private void End(string outcome, HttpStatusCode? status, string? errorType)
    {
        var tags = _tags; // a copy
        tags.Add("openrouter.keys.outcome", outcome);
        AddIfKnown(ref tags, "http.response.status_code", (int?)status);
        AddIfKnown(ref tags, "error.type", errorType);
        AttemptCounter.Add(Attempts, _tags);
        Durations.Record(_timeProvider.GetElapsedTime(_startedAt).TotalSeconds, tags);
        if (_span is not null)
        {
            AddIfKnown(ref tags, "http.request.resend_count", Attempts > 1 ? Attempts - 1 : null);
            EndSpan(_span, tags, errorType is null ? ActivityStatusCode.Unset : ActivityStatusCode.Error);
        }
    }

    private static void EndSpan(Activity span, TagList tags, ActivityStatusCode status)
    {
        foreach (var (name, value) in tags)
        {
            span.SetTag(name, value);
        }

        span.SetStatus(status);
        span.Dispose();
    }

    private static void AddIfKnown(ref TagList tags, string name, object? value)
    {
        if (value is not null)
        {
            tags.Add(name, value);
        }
    }
}
