using Flurl.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using OpenRouterKeys.Fluent.Tests.Http;

namespace OpenRouterKeys.Fluent.Tests.Leaks;

/// <summary>A client from IHttpClientFactory, whose logging handlers run outside <see cref="SendOnceHandler"/>.</summary>
public class HttpClientFactoryLeakTests
{
    [Fact]
    public async Task Log_of_IHttpClientFactory_at_level_Trace_does_not_contain_a_secret()
    {
        using var log = new CapturingLoggerProvider();
        var services = new ServiceCollection().AddLogging(logging => logging.SetMinimumLevel(LogLevel.Trace).AddProvider(log));
        services.AddHttpClient("keys")
            .ConfigurePrimaryHttpMessageHandler(() => new SendOnceHandler(new SocketsHttpHandler { AllowAutoRedirect = false }));
        await using var provider = services.BuildServiceProvider();
        foreach (var (outcome, response) in OutcomeCases.ByResponse)
        {
            LeakAssert.NoSecretIn(await OutcomeCases.CreateAsync(response, server => CreateClient(server, provider)), outcome);
        }

        LeakAssert.NoSecretIn(log.Output, "the log");
        Assert.Contains("Authorization: *", log.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Handler_outside_SendOnceHandler_reads_an_empty_body()
    {
        List<string> bodies = [];
        using var handler = new ReadingHandler(new SendOnceHandler(new SocketsHttpHandler()), bodies.Add);
        var outcome = await OutcomeCases.CreateAsync(OutcomeCases.ByResponse["created"], server => CreateClient(server, new HttpClient(handler)));

        Assert.IsType<CreatedKey>(outcome);
        Assert.Equal([""], bodies);
    }

    private static OpenRouterKeysClient CreateClient(RawServer server, IServiceProvider services) =>
        CreateClient(server, services.GetRequiredService<IHttpClientFactory>().CreateClient("keys"));

    private static OpenRouterKeysClient CreateClient(RawServer server, HttpClient http) =>
        new(ManagementKey.From(TestSecrets.ManagementKey), new FlurlClient(http), OutcomeCases.SingleAttempt with { BaseAddress = server.BaseAddress });
}
