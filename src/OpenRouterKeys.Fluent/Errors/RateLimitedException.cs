using System.Diagnostics.CodeAnalysis;
using System.Net;

namespace OpenRouterKeys.Fluent;

/// <summary>429, attempts spent: wait. Nothing was created or changed.</summary>
public sealed class RateLimitedException : KeyRequestRejectedException
{
    /// <summary>Makes the exception, with status 429.</summary>
    /// <param name="message">What went wrong; null for a general text.</param>
    /// <param name="innerException">The cause, where there is one.</param>
    [SetsRequiredMembers]
    public RateLimitedException(string? message = null, Exception? innerException = null)
        : base(message ?? "The API's rate limit is exceeded; nothing was created or changed.", innerException) => StatusCode = HttpStatusCode.TooManyRequests;

    /// <summary>How long the API asked to wait (<c>Retry-After</c>), counted from its answer; null where it did not say.</summary>
    public TimeSpan? RetryAfter { get; init; }
}
