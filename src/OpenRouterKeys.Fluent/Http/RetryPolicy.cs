using Polly;
using Polly.Retry;

namespace OpenRouterKeys.Fluent.Http;

/// <summary>Retries failures that are safe to retry. A creation that may have been processed is never one of them.</summary>
internal static class RetryPolicy
{
    private static readonly TimeSpan MaxWait = TimeSpan.FromSeconds(60);

    /// <param name="options">The number of attempts, and the time provider for waiting.</param>
    /// <param name="retriesRateLimits">Whether to wait and try again after a 429.</param>
    public static ResiliencePipeline Create(OpenRouterKeysOptions options, bool retriesRateLimits)
    {
        var builder = new ResiliencePipelineBuilder { TimeProvider = options.TimeProvider };
        return options.MaxAttempts == 1 ? builder.Build() : builder.AddRetry(new RetryStrategyOptions
        {
            MaxRetryAttempts = options.MaxAttempts - 1,
            Delay = TimeSpan.FromSeconds(1),
            MaxDelay = MaxWait,
            BackoffType = DelayBackoffType.Exponential,
            UseJitter = true,
            ShouldHandle = attempt => ValueTask.FromResult(CanRetry(attempt.Outcome.Exception, retriesRateLimits)),
            DelayGenerator = attempt => ValueTask.FromResult(RequestedWait(attempt.Outcome.Exception)),
        }).Build();
    }

    /// <summary>Returns whether the failure may be retried. It may not if the API requests a wait of more than 60 s.</summary>
    public static bool CanRetry(Exception? exception, bool retriesRateLimits) =>
        !(RequestedWait(exception) > MaxWait)
        && (exception is OpenRouterUnavailableException { IsTransient: true } or KeyOutcomeUnknownException { IsTransient: true }
            || (retriesRateLimits && exception is RateLimitedException));

    private static TimeSpan? RequestedWait(Exception? exception) => exception switch
    {
        RateLimitedException limited => limited.RetryAfter,
        OpenRouterUnavailableException unavailable => unavailable.RetryAfter,
        KeyOutcomeUnknownException unknown => unknown.RetryAfter,
        _ => null,
    };
}
