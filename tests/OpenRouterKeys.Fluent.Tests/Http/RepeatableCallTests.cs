using System.Net;

namespace OpenRouterKeys.Fluent.Tests.Http;

/// <summary>Retries of calls that may be repeated, and their outcome after the last attempt.</summary>
public class RepeatableCallTests
{
    private const string KeyJson = """{"data":{"hash":"h1","name":"ci-bot"}}""";
    private static readonly KeyUpdate Update = KeyUpdate.Empty.Disable();

    private static readonly Dictionary<string, Func<Connection, Task>> Faults = new(StringComparer.Ordinal)
    {
        { "408", RawServer.Respond(408) },
        { "425", RawServer.Respond(425) },
        { "429", RawServer.Respond(429, "", "Retry-After: 0\r\n") },
        { "500", RawServer.Respond(500) },
        { "503", RawServer.Respond(503) },
        { "526", RawServer.Respond(526, "<html>") },
        { "closed", RawServer.CloseAfterReading() },
        { "reset", RawServer.Reset() },
        { "truncated", RawServer.Send("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{") },
    };

    public static TheoryData<string> TransientFaults => [.. Faults.Keys];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(TransientFaults))]
    public async Task Transient_failure_is_retried(string name)
    {
        var fault = Faults[name];
        foreach (var call in Calls)
        {
            await using var server = new RawServer(fault, fault, RawServer.Respond(200, KeyJson));
            using var client = CreateClient(server);
            await call(client);
            Assert.Equal((name, 3), (name, server.Requests.Count));
        }
    }

    [Theory]
    [MemberData(nameof(TransientFaults))]
    public async Task Get_after_last_attempt_is_unavailable_or_rate_limited(string name)
    {
        var fault = Faults[name];
        await using var server = new RawServer(fault, fault, fault);
        using var client = CreateClient(server);
        var exception = await Assert.ThrowsAnyAsync<OpenRouterKeysException>(() => client.GetAsync("h1", Token));

        Assert.Equal(name == "429" ? typeof(RateLimitedException) : typeof(OpenRouterUnavailableException), exception.GetType());
        Assert.Equal(3, server.Requests.Count);
        TestSecrets.AssertNotIn(exception);
    }

    [Theory]
    [MemberData(nameof(TransientFaults))]
    public async Task Update_or_delete_after_last_attempt_is_unknown_or_rate_limited(string name)
    {
        var fault = Faults[name];
        foreach (var call in Calls.Skip(1))
        {
            await using var server = new RawServer(fault, fault, fault);
            using var client = CreateClient(server);
            var exception = await Assert.ThrowsAnyAsync<OpenRouterKeysException>(() => call(client));

            Assert.Equal(name == "429" ? typeof(RateLimitedException) : typeof(KeyOutcomeUnknownException), exception.GetType());
            Assert.True(exception is not KeyOutcomeUnknownException unknown || (unknown.Hash, unknown.Request, unknown.AttemptedAt >= TestTime.Now) == ("h1", null, true));
            TestSecrets.AssertNotIn(exception);
        }
    }

    [Fact]
    public async Task Status_503_is_retried_after_Retry_After()
    {
        foreach (var call in Calls)
        {
            await using var server = new RawServer(RawServer.Respond(503, "", "Retry-After: 41\r\n"), RawServer.Respond(200, KeyJson));
            var time = new RecordingTimeProvider(TestTime.NewProvider(), skipDelays: true);
            using var client = server.CreateClient(new() { TimeProvider = time });
            await call(client);
            Assert.Equal([TimeSpan.FromSeconds(41)], time.DueTimes.Where(dueTime => dueTime != RecordingTimeProvider.AttemptTimeout));
        }
    }

    [Fact]
    public async Task Status_503_with_Retry_After_over_60_seconds_is_not_retried()
    {
        foreach (var call in Calls)
        {
            await using var server = new RawServer(RawServer.Respond(503, "", "Retry-After: 61\r\n"));
            using var client = CreateClient(server);
            var exception = await Assert.ThrowsAnyAsync<OpenRouterKeysException>(() => call(client));

            var message = exception is OpenRouterUnavailableException
                ? "The API returned 503; nothing was changed. It is safe to try again after 61 s."
                : "unknown: the API returned 503. Read the key before trying again.";
            Assert.EndsWith(message, exception.Message, StringComparison.Ordinal);
            Assert.Single(server.Requests);
        }
    }

    [Theory]
    [InlineData(301)]
    [InlineData(307)]
    [InlineData(409)]
    public async Task Permanent_failure_is_not_retried(int status)
    {
        foreach (var call in Calls)
        {
            await using var server = new RawServer(RawServer.Respond(status, "", "Location: /elsewhere\r\n"));
            using var client = CreateClient(server);
            var exception = await Assert.ThrowsAnyAsync<OpenRouterKeysException>(() => call(client));

            var reported = exception is OpenRouterUnavailableException unavailable ? unavailable.StatusCode : Assert.IsType<KeyOutcomeUnknownException>(exception).StatusCode;
            Assert.Equal(((HttpStatusCode)status, 1), (reported!.Value, server.Requests.Count));
        }
    }

    [Theory]
    [InlineData(401)]
    [InlineData(404)]
    public async Task Update_rejected_after_dropped_response_is_unknown(int status)
    {
        await using var server = new RawServer(RawServer.Reset(), RawServer.Respond(status));
        using var client = CreateClient(server);
        await Assert.ThrowsAsync<KeyOutcomeUnknownException>(() => client.UpdateAsync("h1", Update, Token));
    }

    [Fact]
    public async Task Delete_with_404_on_retry_succeeds()
    {
        await using var server = new RawServer(RawServer.Reset(), RawServer.Respond(404));
        using var client = CreateClient(server);
        await client.DeleteAsync("h1", Token);
        Assert.Equal(2, server.Requests.Count);
    }

    [Fact]
    public async Task Delete_with_404_on_retry_by_handler_succeeds()
    {
        await using var server = new RawServer(RawServer.Respond(503), RawServer.Respond(404), RawServer.Respond(404));
        using var http = new HttpClient(new RetryHandler(new SendOnceHandler(new SocketsHttpHandler())));
        using var flurl = new Flurl.Http.FlurlClient(http);
        using var client = new OpenRouterKeysClient(ManagementKey.From(TestSecrets.ManagementKey), flurl, new() { BaseAddress = server.BaseAddress, MaxAttempts = 1 });
        await client.DeleteAsync("h1", Token);
        Assert.Equal(3, server.Requests.Count);
    }

    [Theory]
    [InlineData(200, """{"deleted":true}""", true)]
    [InlineData(200, "{}", true)]
    [InlineData(200, "", true)]
    [InlineData(204, "", true)]
    [InlineData(200, """{"deleted":false}""", false)]
    [InlineData(200, """{"deleted":"no"}""", false)]
    [InlineData(200, """{"error":{"code":500}}""", false)]
    [InlineData(200, "<html>", false)]
    [InlineData(200, "[]", false)]
    [InlineData(200, """{"deleted":true,"error":null}""", true)]
    [InlineData(200, """{"\ud800":1}""", false)]
    [InlineData(200, """{"a":[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]}""", true)]
    public async Task Delete_outcome_depends_on_response(int status, string body, bool isDeleted)
    {
        await using var server = new RawServer(status == 204 ? RawServer.Send("HTTP/1.1 204 x\r\nConnection: close\r\n\r\n") : RawServer.Respond(status, body));
        using var client = CreateClient(server);
        var exception = await Record.ExceptionAsync(() => client.DeleteAsync("h1", Token));
        Assert.Equal((isDeleted, true), (exception is null, exception is null or KeyOutcomeUnknownException { Hash: "h1" }));
    }

    [Theory]
    [InlineData("")]
    [InlineData("<html>")]
    [InlineData("{}")]
    [InlineData("""{"data":[]}""")]
    [InlineData("""{"data":{"hash":"h1"}""")]
    public async Task Response_without_key_is_unavailable_for_get_and_unknown_for_update(string body)
    {
        await using var server = new RawServer(RawServer.Respond(200, body), RawServer.Respond(200, body));
        using var client = CreateClient(server);
        Assert.Equal(HttpStatusCode.OK, (await Assert.ThrowsAsync<OpenRouterUnavailableException>(() => client.GetAsync("h1", Token))).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await Assert.ThrowsAsync<KeyOutcomeUnknownException>(() => client.UpdateAsync("h1", Update, Token))).StatusCode);
    }

    [Theory]
    [InlineData("""{"data":{}}""")]
    [InlineData("""{"data":null}""")]
    [InlineData("""{"data":[1]}""")]
    [InlineData("""{"data":[{"hash":"h1"}""")]
    [InlineData("[]")]
    public async Task List_response_without_keys_is_unavailable(string body)
    {
        await using var server = new RawServer(RawServer.Respond(200, body));
        using var client = CreateClient(server);
        await Assert.ThrowsAsync<OpenRouterUnavailableException>(async () => await client.ListAsync(cancellationToken: Token).ToListAsync(Token));
    }

    [Fact]
    public async Task Next_page_starts_at_last_known_key()
    {
        await using var server = new RawServer(
            RawServer.Respond(200, """{"data":[{"hash":"h1"},{"hash":"h2"},{"name":"without a hash"}]}"""),
            RawServer.Respond(200, """{"data":[{"name":"without a hash"}]}"""));
        using var client = CreateClient(server);

        Assert.Equal(["h1", "h2", ""], (await client.ListAsync(cancellationToken: Token).ToListAsync(Token)).Select(key => key.Hash));
        Assert.Contains("GET /api/v1/keys?offset=2 ", server.Requests[^1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Get_canceled_in_flight_is_canceled_and_update_is_unknown()
    {
        using var cancel = new CancellationTokenSource();
        await using var server = new RawServer(RawServer.Stall(onSent: cancel.Cancel));
        using var client = CreateClient(server);
        Assert.Equal(cancel.Token, (await Assert.ThrowsAsync<OperationCanceledException>(() => client.GetAsync("h1", cancel.Token))).CancellationToken);

        using var cancelUpdate = new CancellationTokenSource();
        await using var updateServer = new RawServer(RawServer.Stall(onSent: cancelUpdate.Cancel));
        using var updateClient = CreateClient(updateServer);
        var exception = await Assert.ThrowsAsync<KeyOutcomeUnknownException>(() => updateClient.UpdateAsync("h1", Update, cancelUpdate.Token));
        Assert.Equal(cancelUpdate.Token, Assert.IsType<OperationCanceledException>(exception.InnerException).CancellationToken);
        Assert.Single(updateServer.Requests);
    }

    [Fact]
    public async Task Update_and_delete_with_refused_connection_are_unavailable()
    {
        using var client = new OpenRouterKeysClient(ManagementKey.From(TestSecrets.ManagementKey), new() { BaseAddress = new("http://127.0.0.1:1"), MaxAttempts = 1 });
        await Assert.ThrowsAsync<OpenRouterUnavailableException>(() => client.UpdateAsync("h1", Update, Token));
        await Assert.ThrowsAsync<OpenRouterUnavailableException>(() => client.DeleteAsync("h1", Token));
    }

    private static IEnumerable<Func<OpenRouterKeysClient, Task>> Calls =>
    [
        client => client.GetAsync("h1", Token),
        client => client.UpdateAsync("h1", Update, Token),
        client => client.DeleteAsync("h1", Token),
    ];

    // Delays between attempts elapse immediately.
    private static OpenRouterKeysClient CreateClient(RawServer server) => server.CreateClient(new() { TimeProvider = new RecordingTimeProvider(TestTime.NewProvider(), skipDelays: true) });
}
