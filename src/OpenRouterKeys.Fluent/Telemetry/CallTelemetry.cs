using OpenRouterKeys.Fluent.Http;

namespace OpenRouterKeys.Fluent.Telemetry;

/// <summary>Lets a client's calls be observed where somebody listens: by spans, by measurements, or by its log.</summary>
internal sealed class CallTelemetry(OpenRouterKeysOptions options, ICallLog? log)
{
    /// <summary>Begins a call's span, which is the current one as long as the caller's async method runs. Null where nobody listens.</summary>
    public ObservedCall? Begin(Operation operation, string? hash = null) =>
        log is not null || Instruments.AreListenedTo ? new(operation, hash, options, log) : null;
}
