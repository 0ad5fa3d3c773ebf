using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Testing;
using OpenRouterKeys.Fluent.Testing;

namespace OpenRouterKeys.Fluent.DependencyInjection.Tests;

/// <summary>What is logged for calls, and what is not.</summary>
public sealed class LogTests : HostTestBase
{
    private const string Category = "OpenRouterKeys.Fluent";

    [Fact]
    public async Task Key_changes_are_logged_with_hash_and_reads_at_debug_level()
    {
        var client = ResolveClient();
        var created = await client.CreateAsync(KeyRequest.Named("customer-4711"), Token);
        var hash = created.Info.Hash;
        await client.UpdateAsync(hash, update => update.Limit(1), Token);
        await client.GetAsync(hash, Token);
        await client.ListAsync(cancellationToken: Token).ToListAsync(Token);
        await client.DeleteAsync(hash, Token);

        Assert.Equal(
            [
                $"Information 1 A key was created (hash: {hash})",
                $"Information 1 A key was changed (hash: {hash})",
                "Debug 2 GET /api/v1/keys/{hash} succeeded",
                "Debug 2 GET /api/v1/keys succeeded", // the first page
                "Debug 2 GET /api/v1/keys succeeded", // the last page, which is empty
                $"Information 1 A key was deleted (hash: {hash})",
            ],
            GetLogged());
        AssertSafe(created.Key.Reveal(), "customer-4711");
    }

    [Fact]
    public async Task LoggerFactory_of_the_options_replaces_the_one_of_the_host()
    {
        var other = new FakeLogCollector();
        using var provider = new FakeLoggerProvider(other);
        using var loggers = new LoggerFactory([provider]);
        Services.AddOpenRouterKeys(
            _ => OpenRouter.ManagementKey, options => options with { BaseAddress = OpenRouter.BaseAddress, LoggerFactory = loggers });
        await using var services = Services.BuildServiceProvider();
        await services.GetRequiredService<IOpenRouterKeysClient>().CreateAsync(KeyRequest.Named("ci-bot"), Token);

        Assert.Equal(Category, Assert.Single(other.GetSnapshot()).Category);
        Assert.Empty(GetLogged());
    }

    [Fact]
    public async Task Retry_and_failure_are_logged_as_warnings()
    {
        OpenRouter.EnqueueFault(SimulatedFault.Reject(HttpStatusCode.TooManyRequests, retryAfter: TimeSpan.Zero));
        OpenRouter.EnqueueFault(SimulatedFault.Reject(HttpStatusCode.BadRequest, $$$"""{"error":{"message":"Bearer {{{OpenRouter.ManagementKey.Reveal()}}}\r\nis invalid"}}"""));
        await Assert.ThrowsAsync<KeyRequestRejectedException>(() => ResolveClient().CreateAsync(KeyRequest.Named("ci-bot"), Token));

        var logged = GetLogged();
        Assert.Equal(2, logged.Count);
        Assert.Equal("Warning 3 POST /api/v1/keys is retried (attempt 2) after status 429", logged[0]);
        Assert.Matches(@"^Warning 4 POST /api/v1/keys failed: .+Bearer \*\*\* is invalid", logged[1]);
        AssertSafe();
    }

    [Fact]
    public async Task Unreadable_bindings_of_rotated_key_are_logged_as_warning()
    {
        OpenRouter.Add(new() { Hash = "old", Name = "ci-bot" });
        OpenRouter.Bind("old", new() { Unreadable = ["budget policies: 403"] });
        await ResolveClient().RotateAsync("old", (_, _) => Task.CompletedTask, cancellationToken: Token);

        Assert.Contains("Warning 7 The rotation of key old cannot transfer what the management key may not read: budget policies: 403", GetLogged());
    }

    [Fact]
    public async Task Unknown_outcome_is_logged_as_error_with_request()
    {
        OpenRouter.EnqueueFault(SimulatedFault.DropResponse());
        await Assert.ThrowsAsync<KeyOutcomeUnknownException>(() => ResolveClient().CreateAsync(KeyRequest.Named("ci-bot").Limit(5), Token));

        var logged = Assert.Single(GetLogged());
        Assert.StartsWith(
            "Error 5 POST /api/v1/keys for KeyRequest { Name = ci-bot, LimitUsd = 5 } has an unknown outcome: ",
            logged,
            StringComparison.Ordinal);
        AssertSafe();
    }

    [Fact]
    public async Task Unknown_outcome_of_deletion_is_logged_with_escaped_hash()
    {
        OpenRouter.EnqueueFault(SimulatedFault.Reject(HttpStatusCode.BadGateway));
        OpenRouter.EnqueueFault(SimulatedFault.Reject(HttpStatusCode.Conflict));
        await Assert.ThrowsAsync<KeyOutcomeUnknownException>(() => ResolveClient().DeleteAsync("line\nbreak", Token));

        Assert.Contains(" for line\\u000Abreak has an unknown outcome: ", GetLogged()[^1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Cancellation_is_logged_at_debug_level()
    {
        await Assert.ThrowsAsync<OperationCanceledException>(() => ResolveClient().GetAsync("hash", new(canceled: true)));

        Assert.Equal(["Debug 6 GET /api/v1/keys/{hash} was canceled"], GetLogged());
    }

    [Fact]
    public async Task Created_key_without_hash_is_logged_with_unknown_hash()
    {
        OpenRouter.EnqueueFault(SimulatedFault.RespondWith("""{"key":"sk-or-v1-0123456789abcdef0123456789abcdef"}"""));
        await ResolveClient().CreateAsync(KeyRequest.Named("ci-bot"), Token);

        Assert.Equal(["Information 1 A key was created (hash: unknown)"], GetLogged());
    }

    [Fact]
    public async Task Throwing_logger_does_not_affect_calls()
    {
        Services.AddLogging(logging => logging.AddProvider(new ThrowingProvider()));
        var client = ResolveClient();
        var created = await client.CreateAsync(KeyRequest.Named("ci-bot"), Token);
        OpenRouter.EnqueueFault(SimulatedFault.DropResponse());

        Assert.Equal(created.Info.Hash, Assert.Single(OpenRouter.Keys).Hash);
        await Assert.ThrowsAsync<KeyOutcomeUnknownException>(() => client.CreateAsync(KeyRequest.Named("ci-bot"), Token));
    }

    // The factory's own loggers, and loggers of bodies: the created key, and an error that contains the bearer token.
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Default_loggers_of_host_log_nothing(bool isBefore)
    {
        Action[] additions = [LogBodies, () => Services.AddOpenRouterKeys(Section())];
        foreach (var add in isBefore ? additions : additions.Reverse())
        {
            add();
        }

        await using var services = Services.BuildServiceProvider();
        var client = services.GetRequiredService<OpenRouterKeysClient>();
        var created = await client.CreateAsync(KeyRequest.Named("ci-bot"), Token);
        OpenRouter.EnqueueFault(SimulatedFault.Reject(HttpStatusCode.NotFound, $"Bearer {OpenRouter.ManagementKey.Reveal()}"));
        await Assert.ThrowsAsync<NoSuchKeyException>(() => client.GetAsync(created.Info.Hash, Token));

        Assert.All(Log.GetSnapshot(), record => Assert.Equal(Category, record.Category));
        AssertSafe(created.Key.Reveal());
    }

    // Shows that the test above can fail.
    [Fact]
    public async Task Other_client_of_same_host_logs_bodies()
    {
        LogBodies();
        Services.AddHttpClient("another");
        await using var services = Services.BuildServiceProvider();
        using var http = services.GetRequiredService<IHttpClientFactory>().CreateClient("another");
        OpenRouter.EnqueueFault(SimulatedFault.Reject(HttpStatusCode.NotFound, "canary"));
        await http.GetAsync(OpenRouter.BaseAddress, Token);

        Assert.Contains("canary", GetText(), StringComparison.Ordinal);
    }

    private void LogBodies() => Services.AddRedaction().ConfigureHttpClientDefaults(client => client.AddExtendedHttpClientLogging(options =>
    {
        options.LogBody = true;
        options.RequestBodyContentTypes.Add("application/json");
        options.ResponseBodyContentTypes.Add("application/json");
    }));

    private OpenRouterKeysClient ResolveClient()
    {
        Services.AddOpenRouterKeys(Section());
        return Services.BuildServiceProvider().GetRequiredService<OpenRouterKeysClient>();
    }

    private List<string> GetLogged() =>
        [.. Log.GetSnapshot().Where(record => record.Category == Category).Select(record => $"{record.Level} {record.Id.Id} {record.Message}")];

    private string GetText() =>
        string.Join('\n', Log.GetSnapshot().Select(record => $"{record} {string.Join(' ', record.StructuredState ?? [])} {record.Exception}"));

    private void AssertSafe(params IEnumerable<string> secrets) =>
        Assert.All(secrets.Append(OpenRouter.ManagementKey.Reveal()), secret => Assert.DoesNotContain(secret, GetText(), StringComparison.Ordinal));

    private sealed class ThrowingProvider : ILoggerProvider, ILogger
    {
        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            throw new IOException("The disk is full.");

        public void Dispose()
        {
        }
    }
}
