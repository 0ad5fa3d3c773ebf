using Flurl.Http;

namespace OpenRouterKeys.Fluent.Http;

/// <summary>A cause that may be chained: without Flurl's exceptions, which carry the bearer token and the new key, and without those
/// of other people's that may hold anything.</summary>
internal static class SafeException
{
    /// <summary>The exception itself where it and all that it holds is the platform's and tells no secret; otherwise its words, scrubbed. A
    /// cancellation that comes here is not the caller's, and so a time that was over: as itself it would look like the caller's.</summary>
    public static Exception? Of(Exception? exception, Secret managementKey)
    {
        while (exception is FlurlHttpException)
        {
            exception = exception.InnerException;
        }

        return exception is OperationCanceledException ? new TimeoutException("The attempt's time was over, or a handler's.")
            : exception is null || IsSafe(exception, managementKey) ? exception
            : new HttpRequestException($"{exception.GetType().FullName}: {Words(exception, managementKey)}");
    }

    /// <summary>An exception of the caller's own code: itself, unless it may tell the new key, at any depth.</summary>
    public static Exception OfOthers(Exception exception, Secret newKey)
    {
        try
        {
            return MayTell(exception, newKey.Reveal())
                ? new InvalidOperationException($"{exception.GetType().FullName}: {SecretScrubber.Scrub(exception.Message, newKey)}")
                : exception;
        }
        catch (Exception) // its message is the caller's code too
        {
            return new InvalidOperationException(exception.GetType().FullName);
        }
    }

    private static bool MayTell(Exception exception, string newKey) =>
        exception is FlurlHttpException // of the caller's vault, say: it carries the body that was sent there
        || exception.Data.Count > 0
        || exception.Message.Contains(newKey, StringComparison.Ordinal)
        || exception.ToString().Contains(newKey, StringComparison.Ordinal)
        || (exception is AggregateException many ? many.InnerExceptions.Any(inner => MayTell(inner, newKey))
            : exception.InnerException is { } only && MayTell(only, newKey));

    private static bool IsSafe(Exception exception, Secret managementKey)
    {
        for (var inner = exception; inner is not null; inner = inner.InnerException)
        {
            if (inner is AggregateException
                || inner.Data.Count > 0
                || !IsOfThePlatform(inner)
                || QuotesAnswer(inner)
                || SecretScrubber.Scrub(inner.Message, managementKey) != inner.Message)
            {
                return false;
            }
        }

        return true;
    }

    private static string Words(Exception exception, Secret managementKey) =>
        QuotesAnswer(exception) ? "The answer is not HTTP as it should be." : SecretScrubber.Scrub(exception.Message, managementKey);

    // In hex even, and where it begins in the middle of a secret, so that scrubbing would not find it.
    private static bool QuotesAnswer(Exception exception) =>
        exception is HttpRequestException { HttpRequestError: HttpRequestError.InvalidResponse }
            or HttpIOException { HttpRequestError: HttpRequestError.InvalidResponse };

    private static bool IsOfThePlatform(Exception exception) =>
        exception.GetType().Namespace is { } name && (name == "System" || name.StartsWith("System.", StringComparison.Ordinal));
}
