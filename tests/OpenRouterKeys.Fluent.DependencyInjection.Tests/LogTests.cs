using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using OpenRouterKeys.Fluent.Testing;

namespace OpenRouterKeys.Fluent.DependencyInjection.Tests;

/// <summary>What is logged of calls, and what is not.</summary>
public sealed class LogTests : HostedAccount
{
    private const string Category = "OpenRouterKeys.Fluent";

    [Fact]
    public async Task What_changes_keys_is_logged_with_their_hashes_and_reads_for_debugging()
    {
        var client = NewClient();
        var created = await client.CreateAsync(KeyRequest.Named("customer-4711"), Token);
        var hash = created.Info.Hash;
        await client.UpdateAsync(hash, change => change.Limit(1), Token);
        await client.GetAsync(hash, Token);
        await client.ListAsync(cancellationToken: Token).ToListAsync(Token);
        await client.DeleteAsync(hash, Token);

        Assert.Equal(
            [
                $"Information 1 A key was created: {hash}",
                $"Information 1 A key was changed: {hash}",
                "Debug 2 GET /api/v1/keys/{hash} was answered",
                "Debug 2 GET /api/v1/keys was answered", // a page
                "Debug 2 GET /api/v1/keys was answered", // and the one that brings nothing new
                $"Information 1 A key was deleted: {hash}",
            ],
            Logged());
        AssertSafe(created.Key.Reveal(), "customer-4711");
    }

    [Fact]
    public async Task What_is_sent_again_and_fails_is_a_warning()
    {
        OpenRouter.EnqueueFault(SimulatedFault.Reject(HttpStatusCode.TooManyRequests, retryAfter: TimeSpan.Zero));
        OpenRouter.EnqueueFault(SimulatedFault.Reject(HttpStatusCode.BadRequest, $$$"""{"error":{"message":"Bearer {{{OpenRouter.ManagementKey.Reveal()}}}\r\nis odd"}}"""));
        await Assert.ThrowsAsync<KeyRequestRejectedException>(() => NewClient().CreateAsync(KeyRequest.Named("ci-bot"), Token));

        Assert.Equal(
            [
                "Warning 3 POST /api/v1/keys is sent again: attempt 2, after status 429",
                "Warning 4 POST /api/v1/keys failed: The API answered 400; no key was created. The API says: Bearer *** is odd.",
            ],
            Logged());
        AssertSafe();
    }

    [Fact]
    public async Task An_unknown_outcome_is_an_error_that_says_what_to_look_for()
    {
        OpenRouter.EnqueueFault(SimulatedFault.DropResponse());
        await Assert.ThrowsAsync<KeyOutcomeUnknownException>(() => NewClient().CreateAsync(KeyRequest.Named("ci-bot").Limit(5), Token));

        var logged = Assert.Single(Logged());
        Assert.StartsWith(
            "Error 5 POST /api/v1/keys has an unknown outcome, for KeyRequest { Name = ci-bot, LimitUsd = 5 }: Whether a key was created is unknown",
            logged,
            StringComparison.Ordinal);
        AssertSafe();
    }

    [Fact]
    public async Task A_deletion_of_unknown_outcome_is_told_by_its_hash_on_one_line()
    {
        OpenRouter.EnqueueFault(SimulatedFault.Reject(HttpStatusCode.BadGateway));
        OpenRouter.EnqueueFault(SimulatedFault.Reject(HttpStatusCode.Conflict));
        await Assert.ThrowsAsync<KeyOutcomeUnknownException>(() => NewClient().DeleteAsync("of\nmine", Token));

        Assert.Contains("unknown outcome, for of\\u000Amine: ", Logged()[^1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_cancelled_is_no_warning()
    {
        await Assert.ThrowsAsync<OperationCanceledException>(() => NewClient().GetAsync("hash", new(canceled: true)));

        Assert.Equal(["Debug 6 GET /api/v1/keys/{hash} was cancelled"], Logged());
    }

    [Fact]
    public async Task A_key_whose_hash_is_not_told_is_logged_as_such()
    {
        OpenRouter.EnqueueFault(SimulatedFault.RespondWith("""{"key":"sk-or-v1-0123456789abcdef0123456789abcdef"}"""));
        await NewClient().CreateAsync(KeyRequest.Named("ci-bot"), Token);

        Assert.Equal(["Information 1 A key was created: (its hash was not told)"], Logged());
    }

    [Fact]
    public async Task A_logger_that_throws_costs_nobody_a_key()
    {
        Services.AddLogging(logging => logging.AddProvider(new ThrowingProvider()));
        var client = NewClient();
        var created = await client.CreateAsync(KeyRequest.Named("ci-bot"), Token);
        OpenRouter.EnqueueFault(SimulatedFault.DropResponse());

        Assert.Equal(created.Info.Hash, Assert.Single(OpenRouter.Keys).Hash);
        await Assert.ThrowsAsync<KeyOutcomeUnknownException>(() => client.CreateAsync(KeyRequest.Named("ci-bot"), Token));
    }

    // The factory's own loggers and, were they not taken out, those with bodies: a key's answer and an error that repeats the token.
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Loggers_of_the_hosts_defaults_are_told_nothing(bool isBefore)
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

    // Without which the test above could not fail.
    [Fact]
    public async Task Another_client_of_the_same_host_does_log_bodies()
    {
        LogBodies();
        Services.AddHttpClient("another");
        await using var services = Services.BuildServiceProvider();
        using var http = services.GetRequiredService<IHttpClientFactory>().CreateClient("another");
        OpenRouter.EnqueueFault(SimulatedFault.Reject(HttpStatusCode.NotFound, "canary"));
        await http.GetAsync(OpenRouter.BaseAddress, Token);

        Assert.Contains("canary", Text(), StringComparison.Ordinal);
    }

    private void LogBodies() => Services.AddRedaction().ConfigureHttpClientDefaults(client => client.AddExtendedHttpClientLogging(options =>
    {
        options.LogBody = true;
        options.RequestBodyContentTypes.Add("application/json");
        options.ResponseBodyContentTypes.Add("application/json");
    }));

    private OpenRouterKeysClient NewClient()
    {
        Services.AddOpenRouterKeys(Section());
        return Services.BuildServiceProvider().GetRequiredService<OpenRouterKeysClient>();
    }

    private List<string> Logged() =>
        [.. Log.GetSnapshot().Where(record => record.Category == Category).Select(record => $"{record.Level} {record.Id.Id} {record.Message}")];

    private string Text() =>
        string.Join('\n', Log.GetSnapshot().Select(record => $"{record} {string.Join(' ', record.StructuredState ?? [])} {record.Exception}"));

    private void AssertSafe(params IEnumerable<string> secrets) =>
        Assert.All(secrets.Append(OpenRouter.ManagementKey.Reveal()), secret => Assert.DoesNotContain(secret, Text(), StringComparison.Ordinal));

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
