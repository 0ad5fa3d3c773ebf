using System.Net;

namespace OpenRouterKeys.Fluent;

/// <summary>The API answered with a complete 4xx: nothing was created or changed. Fix what it says.</summary>
/// <param name="message">What went wrong; null for a general text.</param>
/// <param name="innerException">The cause, where there is one.</param>
public class KeyRequestRejectedException(string? message = null, Exception? innerException = null)
    : OpenRouterKeysException(message ?? "The API rejected the request; nothing was created or changed.", innerException)
{
    /// <summary>The status that the API answered.</summary>
    public required HttpStatusCode StatusCode { get; init; }

    /// <summary>The API's own words, secrets scrubbed, 200 characters at most; null where it gave none.</summary>
    public string? ApiMessage { get; init; }
}
