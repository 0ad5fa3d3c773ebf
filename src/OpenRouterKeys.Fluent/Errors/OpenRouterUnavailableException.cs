using System.Net;

namespace OpenRouterKeys.Fluent;

/// <summary>Nothing was created or changed; trying again is safe: the call provably never reached the API, or it was a read that
/// failed (5xx, timeout, unreadable answer), attempts spent.</summary>
/// <param name="message">What went wrong; null for a general text.</param>
/// <param name="innerException">The cause, where there is one.</param>
public sealed class OpenRouterUnavailableException(string? message = null, Exception? innerException = null)
    : OpenRouterKeysException(message ?? "The API could not be reached; nothing was created or changed, and trying again is safe.", innerException)
{
    /// <summary>The status of a failed read; null where there was no answer.</summary>
    public HttpStatusCode? StatusCode { get; init; }

    /// <summary>Whether the same call may succeed when it is sent again.</summary>
    internal bool IsTransient { get; init; }
}
