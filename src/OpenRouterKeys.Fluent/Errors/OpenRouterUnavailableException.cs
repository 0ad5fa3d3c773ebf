using System.Net;

namespace OpenRouterKeys.Fluent;

/// <summary>The exception that is thrown when nothing was created or changed and trying again is safe: the call provably never reached the
/// API, or it was a read that failed on every attempt (5xx, timeout, unreadable response).</summary>
/// <param name="message">The message; null: a default message.</param>
/// <param name="innerException">The cause; null: none.</param>
public sealed class OpenRouterUnavailableException(string? message = null, Exception? innerException = null)
    : OpenRouterKeysException(message ?? "The API is unavailable. Nothing was created or changed. Try again later.", innerException)
{
    /// <summary>The status code of a failed read. Null: there was no response.</summary>
    public HttpStatusCode? StatusCode { get; init; }

    /// <summary>Whether the same call may succeed when it is retried.</summary>
    internal bool IsTransient { get; init; }

    /// <summary>How long to wait, counted from the response. Null: the response did not contain it.</summary>
    internal TimeSpan? RetryAfter { get; init; }
}
