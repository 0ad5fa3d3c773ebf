using Flurl.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Http.Resilience;
using Microsoft.Extensions.Logging;
using OpenRouterKeys.Fluent.Tests.Http;
using Polly;

namespace OpenRouterKeys.Fluent.HostileNetwork.Tests.Wrappings;

/// <summary>The ways in which hosts wrap a client.</summary>
internal static class WrappingList
{
    private static readonly Wrapping[] Kinds =
    [
        new("factory", true),
        new("resilience for all", true) { SendsAgain = true, Defaults = services => services.ConfigureHttpClientDefaults(AddResilience) },
        new("resilience", true) { SendsAgain = true, Added = AddResilience },
        new("hedging", true) { SendsAgain = true, Added = AddHedging },
        new("buffering", true) { BuffersBodies = true, Added = client => client.AddHttpMessageHandler(() => new BufferingHandler()) },
        new("naive retry", true) { SendsAgain = true, Added = client => client.AddHttpMessageHandler(() => new RetryHandler()) },
        new("buffering in naive retry", true) { BuffersBodies = true, SendsAgain = true, Added = client => client.AddHttpMessageHandler(() => new RetryHandler()).AddHttpMessageHandler(() => new BufferingHandler()) },
        new("resilience and buffering", true) { BuffersBodies = true, SendsAgain = true, Defaults = services => services.ConfigureHttpClientDefaults(AddResilience), Added = client => client.AddHttpMessageHandler(() => new BufferingHandler()) },
        new("logging with bodies", true) { BuffersBodies = true, HangsOnBrokenAnswers = true, Defaults = services => services.AddRedaction().ConfigureHttpClientDefaults(AddLogging) },
        new("reading", true) { Added = client => client.AddHttpMessageHandler(NewReadingHandler) },
        new("handled by Flurl", true) { Flurl = flurl => flurl.OnError(call => call.ExceptionHandled = true) },
    ];

    public static Wrapping Own { get; } = new("own client", IsGuarded: true) { IsOwn = true };

    public static IReadOnlyList<Wrapping> Guarded { get; } = Kinds;

    public static IReadOnlyList<Wrapping> Unguarded { get; } = [.. Kinds.Select(kind => kind with { IsGuarded = false })];

    public static IReadOnlyList<Wrapping> All { get; } = [Own, .. Guarded, .. Unguarded];

    private static void AddResilience(IHttpClientBuilder client) => client.AddStandardResilienceHandler(options =>
    {
        options.Retry.UseJitter = false;
        options.Retry.Delay = TimeSpan.FromSeconds(1);
        options.Retry.BackoffType = DelayBackoffType.Constant;
        options.AttemptTimeout.Timeout = HandlersTimes.Attempt;
        options.TotalRequestTimeout.Timeout = HandlersTimes.All;
    });

    private static void AddHedging(IHttpClientBuilder client) => client.AddStandardHedgingHandler().Configure(options =>
    {
        options.Hedging.Delay = HandlersTimes.Hedge;
        options.Endpoint.Timeout.Timeout = HandlersTimes.Attempt;
        options.TotalRequestTimeout.Timeout = HandlersTimes.All;
    });

    // Middleware that reads the content first, and logs it.
    private static ReadingHandler NewReadingHandler(IServiceProvider services)
    {
        var logger = services.GetRequiredService<ILoggerProvider>().CreateLogger(nameof(ReadingHandler));
        return new(body => logger.Log(LogLevel.Information, default, body, null, (text, _) => text));
    }

    private static void AddLogging(IHttpClientBuilder client) => client.AddExtendedHttpClientLogging(options =>
    {
        options.LogBody = true;
        options.LogRequestStart = true;
        options.BodyReadTimeout = TimeSpan.FromMinutes(1);
        options.RequestBodyContentTypes.Add("application/json");
        options.ResponseBodyContentTypes.Add("application/json");
    });
}
