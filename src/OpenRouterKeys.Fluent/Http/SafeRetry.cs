using Polly;
using Polly.Retry;

namespace OpenRouterKeys.Fluent.Http;

/// <summary>Sends again where that is safe and may help. A creation that may have been carried out is never marked as transient.</summary>
internal static class SafeRetry
{
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(60);

    /// <param name="options">How often, and by what clock.</param>
    /// <param name="waitsForRateLimit">Whether a rate limit is waited out, too.</param>
    public static ResiliencePipeline Create(OpenRouterKeysOptions options, bool waitsForRateLimit)
    {
        var builder = new ResiliencePipelineBuilder { TimeProvider = options.TimeProvider };
        return options.MaxAttempts == 1 ? builder.Build() : builder.AddRetry(new RetryStrategyOptions
        {
            MaxRetryAttempts = options.MaxAttempts - 1,
            Delay = TimeSpan.FromSeconds(1),
            MaxDelay = LongestWait,
            BackoffType = DelayBackoffType.Exponential,
            UseJitter = true,
            ShouldHandle = attempt => ValueTask.FromResult(IsSafe(attempt.Outcome.Exception, waitsForRateLimit)),
            DelayGenerator = attempt => ValueTask.FromResult((attempt.Outcome.Exception as RateLimitedException)?.RetryAfter),
        }).Build();
    }

    /// <summary>Whether to send again. One that asks for a longer wait is not sent again earlier: the caller is told.</summary>
    public static bool IsSafe(Exception? exception, bool waitsForRateLimit) =>
        exception is OpenRouterUnavailableException { IsTransient: true } or KeyOutcomeUnknownException { IsTransient: true }
        || (waitsForRateLimit && exception is RateLimitedException limited && !(limited.RetryAfter > LongestWait));
}
