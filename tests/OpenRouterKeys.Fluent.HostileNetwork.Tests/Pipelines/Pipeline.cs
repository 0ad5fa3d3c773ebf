using Flurl.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Http.Resilience;
using Microsoft.Extensions.Logging;
using OpenRouterKeys.Fluent.Tests.Http;
using Polly;

namespace OpenRouterKeys.Fluent.HostileNetwork.Tests.Pipelines;

/// <summary>The message handlers and settings that an application puts around the client.</summary>
/// <param name="Name">A name that is unique among the pipelines with the same <paramref name="HasSendOnceHandler"/>.</param>
/// <param name="HasSendOnceHandler">Whether <see cref="SendOnceHandler"/> is the primary handler.</param>
internal sealed record Pipeline(string Name, bool HasSendOnceHandler)
{
    /// <summary>Gets the library's own client, without handlers of an application.</summary>
    public static Pipeline Library { get; } = new("library client", HasSendOnceHandler: true) { IsLibraryClient = true };

    public static IReadOnlyList<Pipeline> WithSendOnceHandler { get; } =
    [
        new("factory", true),
        new("default resilience", true) { HasResending = true, ConfigureDefaults = services => services.ConfigureHttpClientDefaults(AddResilience) },
        new("resilience", true) { HasResending = true, ConfigureClient = AddResilience },
        new("hedging", true) { HasResending = true, ConfigureClient = AddHedging },
        new("buffering", true) { HasBuffering = true, ConfigureClient = AddBuffering },
        new("naive retry", true) { HasResending = true, ConfigureClient = AddRetry },
        new("naive retry with buffering", true)
        {
            HasBuffering = true,
            HasResending = true,
            ConfigureClient = client =>
            {
                AddRetry(client);
                AddBuffering(client);
            },
        },
        new("resilience with buffering", true)
        {
            HasBuffering = true,
            HasResending = true,
            ConfigureDefaults = services => services.ConfigureHttpClientDefaults(AddResilience),
            ConfigureClient = AddBuffering,
        },
        new("body logging", true)
        {
            HasBuffering = true,
            CanHangOnAbortedResponse = true,
            ConfigureDefaults = services => services.AddRedaction().ConfigureHttpClientDefaults(AddBodyLogging),
        },
        new("response reading", true) { ConfigureClient = AddResponseReading },
        new("Flurl error handler", true) { ConfigureFlurl = flurl => flurl.OnError(call => call.ExceptionHandled = true) },
    ];

    public static IReadOnlyList<Pipeline> WithoutSendOnceHandler { get; } =
        [.. WithSendOnceHandler.Select(pipeline => pipeline with { HasSendOnceHandler = false })];

    public static IReadOnlyList<Pipeline> All { get; } = [Library, .. WithSendOnceHandler, .. WithoutSendOnceHandler];

    /// <summary>The application's settings for all clients, applied before this client is added.</summary>
    public Action<IServiceCollection>? ConfigureDefaults { get; init; }

    public Action<IHttpClientBuilder>? ConfigureClient { get; init; }

    public Action<IFlurlClient>? ConfigureFlurl { get; init; }

    /// <summary>Whether a handler buffers the request body, after which nothing proves that it was not sent.</summary>
    public bool HasBuffering { get; init; }

    /// <summary>Whether a handler may send the request again.</summary>
    public bool HasResending { get; init; }

    /// <summary>Whether a handler that receives an aborted response waits for the rest until the attempt times out, and leaks the connection.
    /// <see cref="SendOnceHandler"/> never passes on an aborted response.</summary>
    public bool CanHangOnAbortedResponse { get; init; }

    public bool IsLibraryClient { get; init; }

    public override string ToString() => HasSendOnceHandler ? Name : $"{Name}, without SendOnceHandler";

    private static void AddResilience(IHttpClientBuilder client) => client.AddStandardResilienceHandler(options =>
    {
        options.Retry.UseJitter = false;
        options.Retry.Delay = TimeSpan.FromSeconds(1);
        options.Retry.BackoffType = DelayBackoffType.Constant;
        options.AttemptTimeout.Timeout = HandlerTimes.Attempt;
        options.TotalRequestTimeout.Timeout = HandlerTimes.Total;
    });

    private static void AddHedging(IHttpClientBuilder client) => client.AddStandardHedgingHandler().Configure(options =>
    {
        options.Hedging.Delay = HandlerTimes.Hedge;
        options.Endpoint.Timeout.Timeout = HandlerTimes.Attempt;
        options.TotalRequestTimeout.Timeout = HandlerTimes.Total;
    });

    private static void AddBuffering(IHttpClientBuilder client) => client.AddHttpMessageHandler(() => new BufferingHandler());

    private static void AddRetry(IHttpClientBuilder client) => client.AddHttpMessageHandler(() => new RetryHandler());

    // Logs the response body that it has read.
    private static void AddResponseReading(IHttpClientBuilder client) => client.AddHttpMessageHandler(services =>
    {
        var logger = services.GetRequiredService<ILoggerProvider>().CreateLogger(nameof(ReadingHandler));
        return new ReadingHandler(body => logger.Log(LogLevel.Information, default, body, null, (text, _) => text));
    });

    private static void AddBodyLogging(IHttpClientBuilder client) => client.AddExtendedHttpClientLogging(options =>
    {
        options.LogBody = true;
        options.LogRequestStart = true;
        options.BodyReadTimeout = TimeSpan.FromMinutes(1);
        options.RequestBodyContentTypes.Add("application/json");
        options.ResponseBodyContentTypes.Add("application/json");
    });
}
