using System.Globalization;
using OpenRouterKeys.Fluent.HostileNetwork.Tests.Server;

namespace OpenRouterKeys.Fluent.HostileNetwork.Tests;

/// <summary>Describes the outcome of a creation as a short text.</summary>
internal static class Outcomes
{
    public const string Created = "created";
    public const string CreatedByLaterResponse = "created by later response";
    public const string Unavailable = "unavailable";
    public const string Canceled = "canceled";
    public const string Unknown = "unknown";
    public const string UnknownCanceled = "unknown, canceled";

    /// <summary>Both are correct: whether sending of the body began depends on the network.</summary>
    public const string NotSentOrUnknown = "unavailable or unknown";

    public static string UnknownAfter(int status) => $"unknown, {status}";

    public static string UnknownWithHash(int status) => $"unknown, {status}, with hash";

    public static string Rejected(int status) => $"rejected, {status}";

    public static string ManagementKeyRejected(int status) => $"management key rejected, {status}";

    public static string RateLimited(double? seconds = null) =>
        seconds is null ? "rate limited" : string.Create(CultureInfo.InvariantCulture, $"rate limited, wait {seconds:0} s");

    public static string UnknownCanceledAfter(int status) => $"unknown, {status}, canceled";

    public static string Describe(CreatedKey created) => created.Key.Reveal() switch
    {
        ResponseText.FirstSecret when created.Info.Hash is "h1" => Created,
        ResponseText.FirstSecret => "created, without hash",
        ResponseText.LaterSecret => CreatedByLaterResponse,
        _ => "created, with a secret that was never sent",
    };

    public static string Describe(Exception exception, CancellationToken callerToken) => exception switch
    {
        KeyOutcomeUnknownException unknown => Join(
            Unknown,
            (int?)unknown.StatusCode,
            unknown.Hash is null ? null : "with hash",
            unknown.InnerException is OperationCanceledException canceled && canceled.CancellationToken == callerToken ? "canceled" : null),
        OpenRouterUnavailableException unavailable => Join(Unavailable, (int?)unavailable.StatusCode),
        RateLimitedException limited => RateLimited(limited.RetryAfter?.TotalSeconds),
        ManagementKeyRejectedException rejected => ManagementKeyRejected((int)rejected.StatusCode),
        KeyRequestRejectedException rejected => Rejected((int)rejected.StatusCode),
        OperationCanceledException when exception.GetType() == typeof(OperationCanceledException) => Canceled,
        _ => exception.GetType().Name,
    };

    private static string Join(params object?[] parts) =>
        string.Join(", ", parts.OfType<object>().Select(part => string.Format(CultureInfo.InvariantCulture, "{0}", part)));
}
