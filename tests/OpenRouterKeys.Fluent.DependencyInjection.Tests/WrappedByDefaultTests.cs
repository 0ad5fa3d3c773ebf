using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Http.Resilience;
using OpenRouterKeys.Fluent.Testing;
using Polly;

namespace OpenRouterKeys.Fluent.DependencyInjection.Tests;

/// <summary>What a host sets for all its clients, before ours or after it.</summary>
public sealed class WrappedByDefaultTests : HostedAccount
{
    private static readonly TimeSpan Late = TimeSpan.FromMilliseconds(150);

    public static TheoryData<string> Defaults => ["resilience before", "resilience after", "hedging before", "hedging after"];

    [Theory]
    [MemberData(nameof(Defaults))]
    public async Task A_key_is_made_once_however_late_its_answer_comes(string defaults)
    {
        await using var services = With(defaults);
        OpenRouter.EnqueueFault(SimulatedFault.DelayResponse(Late));
        var created = await CreateAsync(services);

        Assert.Equal(created.Info.Hash, Assert.Single(OpenRouter.Keys).Hash);
        Assert.Equal(1, Creations);
    }

    [Theory]
    [MemberData(nameof(Defaults))]
    public async Task A_lost_answer_is_told_and_nothing_is_sent_again(string defaults)
    {
        await using var services = With(defaults);
        OpenRouter.EnqueueFault(SimulatedFault.DropResponse());
        await Assert.ThrowsAsync<KeyOutcomeUnknownException>(() => CreateAsync(services));

        Assert.Equal((1, 1), (Creations, OpenRouter.Keys.Count));
    }

    [Theory]
    [MemberData(nameof(Defaults))]
    public async Task A_servers_error_is_told_and_nothing_is_sent_again(string defaults)
    {
        await using var services = With(defaults);
        OpenRouter.EnqueueFault(SimulatedFault.Reject(HttpStatusCode.ServiceUnavailable).AfterProcessing());
        var lost = await Assert.ThrowsAsync<KeyOutcomeUnknownException>(() => CreateAsync(services));

        Assert.Equal((HttpStatusCode.ServiceUnavailable, 1), (lost.StatusCode, Creations));
    }

    [Theory]
    [MemberData(nameof(Defaults))]
    public async Task A_rate_limit_is_told_as_it_is(string defaults)
    {
        await using var services = With(defaults);
        OpenRouter.EnqueueFault(SimulatedFault.Reject(HttpStatusCode.TooManyRequests, retryAfter: TimeSpan.FromSeconds(90)));
        var limited = await Assert.ThrowsAsync<RateLimitedException>(() => CreateAsync(services));

        Assert.Equal((TimeSpan.FromSeconds(90), 1), (limited.RetryAfter, Creations));
    }

    // Without our guard it would be: the host's defaults do take part.
    [Fact]
    public async Task A_read_is_sent_again_by_the_hosts_default()
    {
        await using var services = With("resilience before", TimeSpan.FromSeconds(10));
        OpenRouter.EnqueueFault(SimulatedFault.Reject(HttpStatusCode.ServiceUnavailable));
        await services.GetRequiredService<OpenRouterKeysClient>().GetCurrentAsync(cancellationToken: Token);

        Assert.Equal(2, OpenRouter.Requests.Count);
    }

    private static Task<CreatedKey> CreateAsync(ServiceProvider services) =>
        services.GetRequiredService<IOpenRouterKeysClient>().CreateAsync(KeyRequest.Named("ci-bot"), Token);

    private ServiceProvider With(string defaults, TimeSpan? handlersTime = null)
    {
        Action[] additions =
        [
            () => Services.ConfigureHttpClientDefaults(client => Add(client, defaults.StartsWith("hedging", StringComparison.Ordinal), handlersTime ?? Late / 3)),
            () => Services.AddOpenRouterKeys(Section(maxAttempts: 1)),
        ];
        foreach (var add in defaults.EndsWith("before", StringComparison.Ordinal) ? additions : additions.Reverse())
        {
            add();
        }

        return Services.BuildServiceProvider();
    }

    private static void Add(IHttpClientBuilder client, bool isHedging, TimeSpan time)
    {
        if (isHedging)
        {
            client.AddStandardHedgingHandler().Configure(options =>
            {
                options.Hedging.Delay = TimeSpan.FromMilliseconds(1);
                options.Endpoint.Timeout.Timeout = time;
            });
        }
        else
        {
            client.AddStandardResilienceHandler(options =>
            {
                options.Retry.Delay = TimeSpan.FromMilliseconds(1);
                options.Retry.BackoffType = DelayBackoffType.Constant;
                options.Retry.ShouldRetryAfterHeader = false; // or the attempt's time would be waited out
                options.AttemptTimeout.Timeout = time;
            });
        }
    }
}
