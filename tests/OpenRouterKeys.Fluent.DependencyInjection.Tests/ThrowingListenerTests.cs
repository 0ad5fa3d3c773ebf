using System.Diagnostics;
using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using OpenRouterKeys.Fluent.Testing;

namespace OpenRouterKeys.Fluent.DependencyInjection.Tests;

/// <summary>Whoever listens may throw: a key that was created is not lost for that.</summary>
public sealed class ThrowingListenerTests : HostedAccount
{
    [Fact]
    public async Task A_log_that_throws_changes_no_outcome()
    {
        var services = new ServiceCollection();
        services.AddLogging(logging => logging.SetMinimumLevel(LogLevel.Trace).AddProvider(new ThrowingLog()));
        services.AddOpenRouterKeys(Section());
        await using var provider = services.BuildServiceProvider();

        await AssertOutcomesAsync(provider.GetRequiredService<IOpenRouterKeysClient>());
    }

    [Fact]
    public async Task A_listener_to_spans_that_throws_changes_no_outcome()
    {
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == "OpenRouterKeys.Fluent",
            Sample = (ref _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStarted = Throw,
            ActivityStopped = Throw,
        };
        ActivitySource.AddActivityListener(listener);
        using var client = OpenRouter.CreateClient();

        await AssertOutcomesAsync(client);
    }

    private async Task AssertOutcomesAsync(IOpenRouterKeysClient client)
    {
        var created = await client.CreateAsync(KeyRequest.Named("ci-bot"), Token);
        OpenRouter.Next(SimulatedFault.Refuse(HttpStatusCode.TooManyRequests, retryAfter: TimeSpan.Zero));
        await client.GetAsync(created.Info.Hash, Token);
        OpenRouter.Next(SimulatedFault.LoseAnswer());
        await Assert.ThrowsAsync<KeyOutcomeUnknownException>(() => client.CreateAsync(KeyRequest.Named("lost"), Token));
    }

    // Only of this simulator's calls: other tests listen to the same source.
    private void Throw(Activity span)
    {
        if (Equals(span.GetTagItem("server.port"), OpenRouter.BaseAddress.Port))
        {
            throw new InvalidOperationException("A listener's own mistake.");
        }
    }

    private sealed class ThrowingLog : ILoggerProvider, ILogger
    {
        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            throw new InvalidOperationException("A logger's own mistake.");

        public void Dispose()
        {
        }
    }
}
