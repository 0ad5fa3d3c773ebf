using Flurl.Http;

namespace OpenRouterKeys.Fluent.Http;

/// <summary>Creates inner exceptions that contain no secret. Flurl's exceptions contain the bearer token and the new key, and exceptions of other
/// code may contain anything.</summary>
internal static class SafeException
{
    /// <summary>Returns the exception itself if it and its inner exceptions are .NET's own and contain no secret; otherwise a new one with the scrubbed
    /// message. A cancellation here was not requested by the caller, so it becomes a <see cref="TimeoutException"/>.</summary>
    public static Exception? From(Exception? exception, params ReadOnlySpan<Secret> secrets)
    {
        while (exception is FlurlHttpException)
        {
            exception = exception.InnerException;
        }

        return exception is OperationCanceledException ? new TimeoutException("The attempt timed out, or a message handler canceled it.")
            : exception is null || IsSafe(exception, secrets) ? exception
            : new HttpRequestException($"{exception.GetType().FullName}: {ScrubMessage(exception, secrets)}");
    }

    /// <summary>Returns an exception of the caller's code itself, or a new one with the scrubbed message if it or an inner exception may contain the
    /// new key.</summary>
    public static Exception FromCallerCode(Exception exception, Secret newKey)
    {
        try
        {
            return MayContain(exception, newKey.Reveal())
                ? new InvalidOperationException($"{exception.GetType().FullName}: {SecretScrubber.Scrub(exception.Message, newKey)}")
                : exception;
        }
        catch (Exception) // the exception's own properties are the caller's code and may throw
        {
            return new InvalidOperationException(exception.GetType().FullName);
        }
    }

    private static bool MayContain(Exception exception, string newKey) =>
        exception is FlurlHttpException // of a call to a vault, for example: it contains the request body
        || exception.Data.Count > 0
        || exception.Message.Contains(newKey, StringComparison.Ordinal)
        || exception.ToString().Contains(newKey, StringComparison.Ordinal)
        || (exception is AggregateException many ? many.InnerExceptions.Any(inner => MayContain(inner, newKey))
            : exception.InnerException is { } only && MayContain(only, newKey));

    private static bool IsSafe(Exception exception, ReadOnlySpan<Secret> secrets)
    {
        for (var inner = exception; inner is not null; inner = inner.InnerException)
        {
            if (inner is AggregateException
                || inner.Data.Count > 0
                || !IsFromDotNet(inner)
                || QuotesResponse(inner)
                || SecretScrubber.Scrub(inner.Message, secrets) != inner.Message)
            {
                return false;
            }
        }

        return true;
    }

    private static string ScrubMessage(Exception exception, ReadOnlySpan<Secret> secrets) =>
        QuotesResponse(exception) ? "The response is not valid HTTP." : SecretScrubber.Scrub(exception.Message, secrets);

    // These messages quote bytes of the response, which may be part of a secret that scrubbing cannot find.
    private static bool QuotesResponse(Exception exception) =>
        exception is HttpRequestException { HttpRequestError: HttpRequestError.InvalidResponse }
            or HttpIOException { HttpRequestError: HttpRequestError.InvalidResponse };

    private static bool IsFromDotNet(Exception exception) =>
        exception.GetType().Namespace is { } name && (name == "System" || name.StartsWith("System.", StringComparison.Ordinal));
}
