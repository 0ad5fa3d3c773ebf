using System.Diagnostics.CodeAnalysis;
using System.Net;

namespace OpenRouterKeys.Fluent;

/// <summary>The exception that is thrown when the API returned a complete 4xx other than 408, 409 and 425: nothing was created or
/// changed. Correct what <see cref="ApiMessage"/> describes.</summary>
/// <param name="message">The message; null: a default message.</param>
/// <param name="innerException">The cause; null: none.</param>
public class KeyRequestRejectedException(string? message = null, Exception? innerException = null)
    : OpenRouterKeysException(message ?? "The API rejected the request. Nothing was created or changed. See StatusCode and ApiMessage.", innerException)
{
    /// <summary>The status code of the response.</summary>
    public required HttpStatusCode StatusCode { get; init; }

    /// <summary>The API's own message, with secrets removed, at most 200 characters. Null: the response had none.</summary>
    public string? ApiMessage { get; init; }
}

/// <summary>The exception that is thrown when the API returned 401 or 403: nothing was created or changed. Check the management key, its
/// workspace, its permissions and the account's IP allowlist; <see cref="KeyRequestRejectedException.ApiMessage"/> usually names the cause.</summary>
/// <remarks>401: the key is invalid, disabled or expired. 403: it is not a management key, it belongs to another workspace, it lacks a
/// permission, or the allowlist does not contain your address. After a 403, calls about another workspace may succeed.</remarks>
/// <param name="message">The message; null: a default message.</param>
/// <param name="innerException">The cause; null: none.</param>
public sealed class ManagementKeyRejectedException(string? message = null, Exception? innerException = null)
    : KeyRequestRejectedException(
        message ?? "The API rejected the management key. Nothing was created or changed. Check the key, its workspace, its permissions and the account's IP allowlist.",
        innerException);

/// <summary>The exception that is thrown when the API returned 404 to a call with a key's hash: no key has this hash.</summary>
public sealed class NoSuchKeyException : KeyRequestRejectedException
{
    /// <summary>Creates an exception with status code 404.</summary>
    /// <param name="message">The message; null: a default message.</param>
    /// <param name="innerException">The cause; null: none.</param>
    [SetsRequiredMembers]
    public NoSuchKeyException(string? message = null, Exception? innerException = null)
        : base(message ?? "No key has this hash. List the keys to see whether it was deleted.", innerException) => StatusCode = HttpStatusCode.NotFound;
}

/// <summary>The exception that is thrown when the API returned 429 to every attempt: nothing was created or changed. Wait, then try again.</summary>
public sealed class RateLimitedException : KeyRequestRejectedException
{
    /// <summary>Creates an exception with status code 429.</summary>
    /// <param name="message">The message; null: a default message.</param>
    /// <param name="innerException">The cause; null: none.</param>
    [SetsRequiredMembers]
    public RateLimitedException(string? message = null, Exception? innerException = null)
        : base(message ?? "The API's rate limit is exceeded. Nothing was created or changed. Wait, then try again.", innerException) =>
        StatusCode = HttpStatusCode.TooManyRequests;

    /// <summary>How long to wait, counted from the response (<c>Retry-After</c>). Null: the response did not contain it.</summary>
    public TimeSpan? RetryAfter { get; init; }
}
