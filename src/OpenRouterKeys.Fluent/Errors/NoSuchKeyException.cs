using System.Diagnostics.CodeAnalysis;
using System.Net;

namespace OpenRouterKeys.Fluent;

/// <summary>404 on a call about one key: there is none with this hash.</summary>
public sealed class NoSuchKeyException : KeyRequestRejectedException
{
    /// <summary>Makes the exception, with status 404.</summary>
    /// <param name="message">What went wrong; null for a general text.</param>
    /// <param name="innerException">The cause, where there is one.</param>
    [SetsRequiredMembers]
    public NoSuchKeyException(string? message = null, Exception? innerException = null)
        : base(message ?? "There is no key with this hash.", innerException) => StatusCode = HttpStatusCode.NotFound;
}
