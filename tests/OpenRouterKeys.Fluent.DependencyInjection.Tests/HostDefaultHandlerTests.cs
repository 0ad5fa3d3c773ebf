using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Http.Resilience;
using OpenRouterKeys.Fluent.Testing;
using Polly;

namespace OpenRouterKeys.Fluent.DependencyInjection.Tests;

/// <summary>Resilience and hedging handlers that the host adds to all HTTP clients, before or after the library's client.</summary>
public sealed class HostDefaultHandlerTests : HostTestBase
{
    private static readonly TimeSpan ResponseDelay = TimeSpan.FromMilliseconds(150);

    public static TheoryData<string> Defaults => ["resilience before", "resilience after", "hedging before", "hedging after"];

    [Theory]
    [MemberData(nameof(Defaults))]
    public async Task Delayed_response_creates_one_key(string defaults)
    {
        await using var services = BuildServices(defaults);
        OpenRouter.EnqueueFault(SimulatedFault.DelayResponse(ResponseDelay));
        var created = await CreateAsync(services);

        Assert.Equal(created.Info.Hash, Assert.Single(OpenRouter.Keys).Hash);
        Assert.Equal(1, CreationCount);
    }

    [Theory]
    [MemberData(nameof(Defaults))]
    public async Task Dropped_response_is_unknown_and_not_retried(string defaults)
    {
        await using var services = BuildServices(defaults);
        OpenRouter.EnqueueFault(SimulatedFault.DropResponse());
        await Assert.ThrowsAsync<KeyOutcomeUnknownException>(() => CreateAsync(services));

        Assert.Equal((1, 1), (CreationCount, OpenRouter.Keys.Count));
    }

    [Theory]
    [MemberData(nameof(Defaults))]
    public async Task Server_error_is_unknown_and_not_retried(string defaults)
    {
        await using var services = BuildServices(defaults);
        OpenRouter.EnqueueFault(SimulatedFault.Reject(HttpStatusCode.ServiceUnavailable).AfterProcessing());
        var exception = await Assert.ThrowsAsync<KeyOutcomeUnknownException>(() => CreateAsync(services));

        Assert.Equal((HttpStatusCode.ServiceUnavailable, 1), (exception.StatusCode, CreationCount));
    }

    [Theory]
    [MemberData(nameof(Defaults))]
    public async Task Rate_limit_is_reported_with_its_delay(string defaults)
    {
        await using var services = BuildServices(defaults);
        OpenRouter.EnqueueFault(SimulatedFault.Reject(HttpStatusCode.TooManyRequests, retryAfter: TimeSpan.FromSeconds(90)));
        var exception = await Assert.ThrowsAsync<RateLimitedException>(() => CreateAsync(services));

        Assert.Equal((TimeSpan.FromSeconds(90), 1), (exception.RetryAfter, CreationCount));
    }

    // Shows that the host's handlers are active: creations are sent once because of SendOnceHandler.
    [Fact]
    public async Task Read_is_retried_by_host_default()
    {
        await using var services = BuildServices("resilience before", TimeSpan.FromSeconds(10));
        OpenRouter.EnqueueFault(SimulatedFault.Reject(HttpStatusCode.ServiceUnavailable));
        await services.GetRequiredService<OpenRouterKeysClient>().GetCurrentAsync(cancellationToken: Token);

        Assert.Equal(2, OpenRouter.Requests.Count);
    }

    private static Task<CreatedKey> CreateAsync(ServiceProvider services) =>
        services.GetRequiredService<IOpenRouterKeysClient>().CreateAsync(KeyRequest.Named("ci-bot"), Token);

    private ServiceProvider BuildServices(string defaults, TimeSpan? handlerTimeout = null)
    {
        Action[] additions =
        [
            () => Services.ConfigureHttpClientDefaults(client => Add(client, defaults.StartsWith("hedging", StringComparison.Ordinal), handlerTimeout ?? ResponseDelay / 3)),
            () => Services.AddOpenRouterKeys(Section(maxAttempts: 1)),
        ];
        foreach (var add in defaults.EndsWith("before", StringComparison.Ordinal) ? additions : additions.Reverse())
        {
            add();
        }

        return Services.BuildServiceProvider();
    }

    private static void Add(IHttpClientBuilder client, bool isHedging, TimeSpan timeout)
    {
        if (isHedging)
        {
            client.AddStandardHedgingHandler().Configure(options =>
            {
                options.Hedging.Delay = TimeSpan.FromMilliseconds(1);
                options.Endpoint.Timeout.Timeout = timeout;
            });
        }
        else
        {
            client.AddStandardResilienceHandler(options =>
            {
                options.Retry.Delay = TimeSpan.FromMilliseconds(1);
                options.Retry.BackoffType = DelayBackoffType.Constant;
                options.Retry.ShouldRetryAfterHeader = false; // otherwise it would wait until the attempt times out
                options.AttemptTimeout.Timeout = timeout;
            });
        }
    }
}
