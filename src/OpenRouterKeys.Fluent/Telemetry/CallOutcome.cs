using System.Globalization;
using System.Net;

namespace OpenRouterKeys.Fluent.Telemetry;

/// <summary>What became of a call, in a few words each.</summary>
internal static class CallOutcome
{
    public static string Of(Exception failure) => failure switch
    {
        KeyRequestRejectedException => "rejected",
        OpenRouterUnavailableException => "unavailable",
        KeyOutcomeUnknownException => "unknown",
        OperationCanceledException => "cancelled",
        _ => "failed",
    };

    public static HttpStatusCode? StatusOf(Exception failure) => failure switch
    {
        KeyRequestRejectedException rejected => rejected.StatusCode,
        OpenRouterUnavailableException unavailable => unavailable.StatusCode,
        KeyOutcomeUnknownException unknown => unknown.StatusCode,
        _ => null,
    };

    /// <summary>The status where that is the error, else the exception's type.</summary>
    public static string ErrorType(Exception failure) =>
        StatusOf(failure) is { } status && (int)status >= 300 ? ((int)status).ToString(CultureInfo.InvariantCulture) : failure.GetType().FullName!;
}
