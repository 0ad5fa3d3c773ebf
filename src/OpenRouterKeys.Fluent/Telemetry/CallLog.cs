using Microsoft.Extensions.Logging;
using OpenRouterKeys.Fluent.Rules;

namespace OpenRouterKeys.Fluent.Telemetry;

/// <summary>Logs a client's calls, without secrets.</summary>
internal sealed partial class CallLog(ILoggerFactory loggers)
{
    private readonly ILogger _logger = loggers.CreateLogger("OpenRouterKeys.Fluent");

    /// <summary>The last attempt failed, and another one starts.</summary>
    public void Retrying(ObservedCall call) => CallRetried(
        call.Method,
        call.Template,
        call.Attempts,
        call.Status is { } status ? FormattableString.Invariant($"status {(int)status}") : "no response");

    public void Succeeded(ObservedCall call)
    {
        if (call.Method == HttpMethod.Get)
        {
            ReadSucceeded(call.Method, call.Template);
        }
        else
        {
            KeyChanged(call.PastTense, call.Hash is { Length: > 0 } hash ? LogText.FromName(hash) : "unknown");
        }
    }

    public void Failed(ObservedCall call, Exception failure)
    {
        // The messages of other exceptions may contain a secret.
        var reason = failure is OpenRouterKeysException ? LogText.Escape(failure.Message) : failure.GetType().FullName!;
        switch (failure)
        {
            case KeyOutcomeUnknownException unknown:
                OutcomeUnknown(call.Method, call.Template, unknown.Request?.ToString() ?? LogText.FromName(unknown.Hash ?? ""), reason);
                break;
            case OperationCanceledException:
                CallCanceled(call.Method, call.Template);
                break;
            default:
                CallFailed(call.Method, call.Template, reason);
                break;
        }
    }

    /// <summary>A rotation cannot transfer everything that is bound to the old key.</summary>
    public void BindingsUnreadable(KeyInfo oldKey, KeyBindings bindings) =>
        BindingsUnreadable(LogText.FromName(oldKey.Hash), string.Join("; ", bindings.Unreadable.Select(LogText.Escape)));

    [LoggerMessage(1, LogLevel.Information, "A key was {Action} (hash: {Hash})")]
    private partial void KeyChanged(string action, string hash);

    [LoggerMessage(2, LogLevel.Debug, "{Method} {UrlTemplate} succeeded")]
    private partial void ReadSucceeded(HttpMethod method, string urlTemplate);

    [LoggerMessage(3, LogLevel.Warning, "{Method} {UrlTemplate} is retried (attempt {Attempt}) after {LastResult}")]
    private partial void CallRetried(HttpMethod method, string urlTemplate, int attempt, string lastResult);

    [LoggerMessage(4, LogLevel.Warning, "{Method} {UrlTemplate} failed: {Reason}")]
    private partial void CallFailed(HttpMethod method, string urlTemplate, string reason);

    [LoggerMessage(5, LogLevel.Error, "{Method} {UrlTemplate} for {Key} has an unknown outcome: {Reason}")]
    private partial void OutcomeUnknown(HttpMethod method, string urlTemplate, string key, string reason);

    [LoggerMessage(6, LogLevel.Debug, "{Method} {UrlTemplate} was canceled")]
    private partial void CallCanceled(HttpMethod method, string urlTemplate);

    [LoggerMessage(7, LogLevel.Warning, "The rotation of key {Hash} cannot transfer what the management key may not read: {Unreadable}")]
    private partial void BindingsUnreadable(string hash, string unreadable);
}
