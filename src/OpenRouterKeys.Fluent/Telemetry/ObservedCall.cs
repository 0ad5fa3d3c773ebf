using System.Diagnostics;
using System.Net;
using OpenRouterKeys.Fluent.Http;

namespace OpenRouterKeys.Fluent.Telemetry;

/// <summary>A call that somebody listens to. It ends when it has succeeded or failed.</summary>
internal sealed class ObservedCall
{
    private readonly ICallLog? _log;
    private readonly TimeProvider _clock;
    private readonly long _began;
    private readonly TagList _tags;
    private Activity? _span;

    public ObservedCall(Operation operation, string? hash, OpenRouterKeysOptions options, ICallLog? log)
    {
        (Operation, Hash, _log, _clock) = (operation, hash, log, options.TimeProvider);
        Template = options.BaseAddress.AbsolutePath.TrimEnd('/') + operation.Path;
        _tags = new()
        {
            { "http.request.method", operation.Verb.Method },
            { "server.address", options.BaseAddress.Host },
            { "server.port", options.BaseAddress.Port },
            { "url.template", Template },
        };
        Tell(() => _span = Instruments.Spans.StartActivity($"{Operation.Verb.Method} {Template}", ActivityKind.Client, default(ActivityContext), _tags));
        _began = _clock.GetTimestamp();
    }

    public Operation Operation { get; }

    /// <summary>The path, with a placeholder for a key's hash.</summary>
    public string Template { get; }

    /// <summary>The key that it is about; of a creation the new one.</summary>
    public string? Hash { get; private set; }

    /// <summary>How often it was sent.</summary>
    public int Attempts { get; private set; }

    /// <summary>What the last attempt was answered; null where it was not.</summary>
    public HttpStatusCode? Status { get; private set; }

    public void AttemptBegins()
    {
        if (++Attempts > 1)
        {
            Tell(() => _log?.SendsAgain(this));
        }
    }

    public void AttemptEnded(AttemptResult exchange) => Status = exchange.Answer?.StatusCode;

    public void Succeeded(string? hash = null)
    {
        Hash = hash ?? Hash;
        Tell(() => _log?.Succeeded(this));
        Tell(() => End(Operation.Done, Status, null));
    }

    public void Failed(Exception failure)
    {
        Tell(() => _log?.Failed(this, failure));
        Tell(() => End(CallOutcome.Of(failure), CallOutcome.StatusOf(failure), CallOutcome.ErrorType(failure)));
    }

    private static void Tell(Action tell)
    {
        try
        {
            tell();
        }
        catch (Exception)
        {
            // A listener that throws must not cost the caller a new key, or the truth about it.
        }
    }

    private void End(string outcome, HttpStatusCode? status, string? errorType)
    {
        var tags = _tags; // a copy
        tags.Add("openrouter.keys.outcome", outcome);
        AddIfTold(ref tags, "http.response.status_code", (int?)status);
        AddIfTold(ref tags, "error.type", errorType);
        Instruments.Attempts.Add(Attempts, _tags);
        Instruments.Durations.Record(_clock.GetElapsedTime(_began).TotalSeconds, tags);
        if (_span is not null)
        {
            AddIfTold(ref tags, "http.request.resend_count", Attempts > 1 ? Attempts - 1 : null);
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

    private static void AddIfTold(ref TagList tags, string name, object? value)
    {
        if (value is not null)
        {
            tags.Add(name, value);
        }
    }
}
