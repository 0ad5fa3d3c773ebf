using Flurl.Http;

namespace OpenRouterKeys.Fluent.Http;

/// <summary>A cause that may be chained: without Flurl's exceptions, which carry the bearer token and the new key, and without those
/// of other people's that may hold anything.</summary>
internal static class SafeException
{
    /// <summary>The exception itself where it and all that it holds is the platform's and tells no secret; otherwise its words, scrubbed.</summary>
    public static Exception? Of(Exception? exception, Secret managementKey)
    {
        while (exception is FlurlHttpException)
        {
            exception = exception.InnerException;
        }

        return exception is null || IsSafe(exception, managementKey)
            ? exception
            : new HttpRequestException($"{exception.GetType().FullName}: {SecretScrubber.Scrub(exception.Message, managementKey)}");
    }

    private static bool IsSafe(Exception exception, Secret managementKey)
    {
        var text = exception.ToString();
        if (SecretScrubber.Scrub(text, managementKey) != text)
        {
            return false;
        }

        for (var inner = exception; inner is not null; inner = inner.InnerException)
        {
            if (inner is AggregateException || inner.Data.Count > 0 || inner.GetType().Namespace?.StartsWith("System", StringComparison.Ordinal) != true)
            {
                return false;
            }
        }

        return true;
    }
}
