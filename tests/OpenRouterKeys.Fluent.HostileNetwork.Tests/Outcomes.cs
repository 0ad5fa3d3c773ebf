using System.Globalization;
using OpenRouterKeys.Fluent.HostileNetwork.Tests.Server;

namespace OpenRouterKeys.Fluent.HostileNetwork.Tests;

/// <summary>What a client tells of a creation, in a few words.</summary>
internal static class Outcomes
{
    public const string Created = "created";
    public const string CreatedByAnother = "created by another answer";
    public const string Unavailable = "unavailable";
    public const string Cancelled = "cancelled";
    public const string Unknown = "unknown";

    /// <summary>Where the network alone decides whether the body began to leave.</summary>
    public const string NotSentOrUnknown = "unavailable or unknown";

    public static string UnknownAfter(int status) => $"unknown, {status}";

    public static string UnknownWithHash(int status) => $"unknown, {status}, with hash";

    public static string Rejected(int status) => $"rejected, {status}";

    public static string KeyRejected(int status) => $"management key rejected, {status}";

    public static string RateLimited(double? seconds = null) =>
        seconds is null ? "rate limited" : string.Create(CultureInfo.InvariantCulture, $"rate limited, wait {seconds:0} s");

    public const string UnknownCancelled = "unknown, cancelled";

    public static string UnknownCancelledAfter(int status) => $"unknown, {status}, cancelled";

    public static string Of(CreatedKey created) => created.Key.Reveal() switch
    {
        Texts.FirstSecret when created.Info.Hash is "h1" => Created,
        Texts.FirstSecret => "created, without hash",
        Texts.LaterSecret => CreatedByAnother,
        _ => "created, with a secret that was never sent",
    };

    public static string Of(Exception exception, CancellationToken caller) => exception switch
    {
        KeyOutcomeUnknownException unknown => Join(
            Unknown,
            (int?)unknown.StatusCode,
            unknown.Hash is null ? null : "with hash",
            unknown.InnerException is OperationCanceledException cancelled && cancelled.CancellationToken == caller ? "cancelled" : null),
        OpenRouterUnavailableException unavailable => Join(Unavailable, (int?)unavailable.StatusCode),
        RateLimitedException limited => RateLimited(limited.RetryAfter?.TotalSeconds),
        ManagementKeyRejectedException rejected => KeyRejected((int)rejected.StatusCode),
        KeyRequestRejectedException rejected => Rejected((int)rejected.StatusCode),
        OperationCanceledException when exception.GetType() == typeof(OperationCanceledException) => Cancelled,
        _ => exception.GetType().Name,
    };

    private static string Join(params object?[] parts) =>
        string.Join(", ", parts.OfType<object>().Select(part => string.Format(CultureInfo.InvariantCulture, "{0}", part)));
}
