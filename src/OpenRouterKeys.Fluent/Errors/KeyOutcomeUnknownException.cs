using System.Net;

namespace OpenRouterKeys.Fluent;

/// <summary>The call may have been carried out (timeout after sending, 5xx, broken or unreadable answer): look before sending
/// again. A key that was made this way has a secret that nobody knows: find it by name and time, and delete it.</summary>
/// <param name="message">What went wrong; null for a general text.</param>
/// <param name="innerException">The cause, where there is one.</param>
public sealed class KeyOutcomeUnknownException(string? message = null, Exception? innerException = null)
    : OpenRouterKeysException(message ?? "Whether the call was carried out is unknown: look before sending it again.", innerException)
{
    /// <summary>When the attempt began, by the client's clock, in UTC: a key that it made was created after it.</summary>
    public required DateTimeOffset AttemptedAt { get; init; }

    /// <summary>The request for a key; null for a change or a deletion.</summary>
    public KeyRequest? Request { get; init; }

    /// <summary>The key that a change or deletion was about; for a creation the hash of the key that was made, where the answer
    /// still told it (its secret is lost). Null where it is not known.</summary>
    public string? Hash { get; init; }

    /// <summary>The status that the API or something before it answered; null where there was no answer.</summary>
    public HttpStatusCode? StatusCode { get; init; }

    /// <summary>Whether the same change or deletion may succeed when it is sent again.</summary>
    internal bool IsTransient { get; init; }
}
