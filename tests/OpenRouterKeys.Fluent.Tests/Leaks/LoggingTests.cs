using Flurl.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using OpenRouterKeys.Fluent.Tests.Http;

namespace OpenRouterKeys.Fluent.Tests.Leaks;

/// <summary>The client through IHttpClientFactory, whose own logging stands outside <see cref="SendOnceHandler"/>.</summary>
public class LoggingTests
{
    [Fact]
    public async Task The_factorys_loggers_at_level_Trace_are_told_no_secret()
    {
        using var log = new KeepingProvider();
        var services = new ServiceCollection().AddLogging(logging => logging.SetMinimumLevel(LogLevel.Trace).AddProvider(log));
        services.AddHttpClient("keys")
            .ConfigurePrimaryHttpMessageHandler(() => new SendOnceHandler(new SocketsHttpHandler { AllowAutoRedirect = false }));
        await using var provider = services.BuildServiceProvider();
        foreach (var (ending, answer) in Endings.Answers)
        {
            Leak.IsNotIn(await Endings.OfAsync(answer, server => Connect(server, provider)), ending);
        }

        Leak.IsNotIn(log.Written, "the log");
        Assert.Contains("Authorization: *", log.Written, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_a_logger_outside_SendOnceHandler_reads_of_a_success_is_empty()
    {
        List<string> read = [];
        using var reading = new ReadingHandler(new SendOnceHandler(new SocketsHttpHandler()), read.Add);
        var ending = await Endings.OfAsync(Endings.Answers["created"], server => Connect(server, new HttpClient(reading)));

        Assert.IsType<CreatedKey>(ending);
        Assert.Equal([""], read);
    }

    private static OpenRouterKeysClient Connect(RawServer server, IServiceProvider services) =>
        Connect(server, services.GetRequiredService<IHttpClientFactory>().CreateClient("keys"));

    private static OpenRouterKeysClient Connect(RawServer server, HttpClient http) =>
        new(ManagementKey.From(Leak.ManagementKey), new FlurlClient(http), Endings.Once with { BaseAddress = server.BaseAddress });
}
