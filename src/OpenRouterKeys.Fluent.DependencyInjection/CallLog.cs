using Microsoft.Extensions.Logging;
using OpenRouterKeys.Fluent.Rules;
using OpenRouterKeys.Fluent.Telemetry;

namespace OpenRouterKeys.Fluent.Hosting;

/// <summary>Logs a client's calls. No secret, and names and hashes as they are fit for a log.</summary>
internal sealed partial class CallLog(ILogger logger) : ICallLog
{
    private readonly ILogger _logger = logger;

    public void Retrying(ObservedCall call) => AttemptBegins(
        call.Method,
        call.Template,
        call.Attempts,
        call.Status is { } status ? FormattableString.Invariant($"status {(int)status}") : "no answer");

    public void Succeeded(ObservedCall call)
    {
        if (call.Method == HttpMethod.Get)
        {
            Read(call.Method, call.Template);
        }
        else
        {
            Done(call.PastTense, call.Hash is { Length: > 0 } hash ? LogText.FromName(hash) : "(its hash was not told)");
        }
    }

    public void Failed(ObservedCall call, Exception failure)
    {
        // The words of other people's exceptions may tell anything.
        var reason = failure is OpenRouterKeysException ? LogText.Escape(failure.Message) : failure.GetType().FullName!;
        switch (failure)
        {
            case KeyOutcomeUnknownException lost:
                Unknown(call.Method, call.Template, lost.Request?.ToString() ?? LogText.FromName(lost.Hash ?? ""), reason);
                break;
            case OperationCanceledException:
                Cancelled(call.Method, call.Template);
                break;
            default:
                Failed(call.Method, call.Template, reason);
                break;
        }
    }

    [LoggerMessage(1, LogLevel.Information, "A key was {Done}: {Hash}")]
    private partial void Done(string done, string hash);

    [LoggerMessage(2, LogLevel.Debug, "{Method} {UrlTemplate} was answered")]
    private partial void Read(HttpMethod method, string urlTemplate);

    [LoggerMessage(3, LogLevel.Warning, "{Method} {UrlTemplate} is sent again: attempt {Attempt}, after {LastAttempt}")]
    private partial void AttemptBegins(HttpMethod method, string urlTemplate, int attempt, string lastAttempt);

    [LoggerMessage(4, LogLevel.Warning, "{Method} {UrlTemplate} failed: {Reason}")]
    private partial void Failed(HttpMethod method, string urlTemplate, string reason);

    [LoggerMessage(5, LogLevel.Error, "{Method} {UrlTemplate} has an unknown outcome, for {Key}: {Reason}")]
    private partial void Unknown(HttpMethod method, string urlTemplate, string key, string reason);

    [LoggerMessage(6, LogLevel.Debug, "{Method} {UrlTemplate} was cancelled")]
    private partial void Cancelled(HttpMethod method, string urlTemplate);
}
