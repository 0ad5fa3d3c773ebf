using System.Net;

namespace OpenRouterKeys.Fluent;

/// <summary>The exception that is thrown when a call may or may not have been processed: a timeout, cancellation or dropped connection after
/// sending, a 408, 409, 425 or 5xx, or an incomplete or unreadable response. Check before you retry. If a key was created, its secret is
/// lost: find the key with
/// <see cref="OpenRouterKeysClientExtensions.FindPossibleOrphansAsync(IOpenRouterKeysClient, KeyOutcomeUnknownException, CancellationToken)"/>
/// and delete it.</summary>
/// <param name="message">The message; null: a default message.</param>
/// <param name="innerException">The cause; null: none.</param>
public sealed class KeyOutcomeUnknownException(string? message = null, Exception? innerException = null)
    : OpenRouterKeysException(message ?? "The outcome of the call is unknown. Check whether it was processed before you retry.", innerException)
{
    /// <summary>When the attempt began, in UTC, by the client's <see cref="TimeProvider"/>. If it created a key, the key is newer than this.</summary>
    public required DateTimeOffset AttemptedAt { get; init; }

    /// <summary>The request for a key. Null for an update or a deletion.</summary>
    public KeyRequest? Request { get; init; }

    /// <summary>The hash of the key that was to be updated or deleted; for a creation, the hash of the created key, if the response contained
    /// it. Null: unknown.</summary>
    public string? Hash { get; init; }

    /// <summary>The status code of the response. Null: there was no response.</summary>
    public HttpStatusCode? StatusCode { get; init; }

    /// <summary>Whether the same update or deletion may succeed when it is retried.</summary>
    internal bool IsTransient { get; init; }

    /// <summary>How long to wait, counted from the response. Null: the response did not contain it.</summary>
    internal TimeSpan? RetryAfter { get; init; }
}
