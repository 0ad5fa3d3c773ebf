using System.Net;

namespace OpenRouterKeys.Fluent.Tests.Http;

/// <summary>The exceptions of repeatable calls that failed more than once or were canceled between attempts.</summary>
public class RepeatableCallFailureTests
{
    private const string RetryAfterHeader = "Retry-After: 50\r\n";
    private static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(50);
    private static readonly KeyUpdate Update = KeyUpdate.Empty.Disable();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    // Every delay elapses immediately, except the one from Retry-After.
    private static RecordingTimeProvider NewTimeProvider() => new(TestTime.NewProvider(), skipDelays: true, RetryAfter);

    [Fact]
    public async Task Update_with_unknown_outcome_reports_first_attempt()
    {
        await using var server = new RawServer(RawServer.Reset(), RawServer.Respond(500), RawServer.Respond(401));
        using var client = server.CreateClient(new() { TimeProvider = NewTimeProvider() });
        var exception = await Assert.ThrowsAsync<KeyOutcomeUnknownException>(() => client.UpdateAsync("h1", Update, Token));

        Assert.Null(exception.StatusCode);
        Assert.IsType<HttpRequestException>(exception.InnerException);
    }

    [Fact]
    public async Task Get_with_dropped_response_has_inner_exception()
    {
        await using var server = new RawServer(RawServer.Reset());
        using var client = server.CreateClient(new() { MaxAttempts = 1 });

        Assert.IsType<HttpRequestException>((await Assert.ThrowsAsync<OpenRouterUnavailableException>(() => client.GetAsync("h1", Token))).InnerException);
    }

    [Fact]
    public async Task Get_redirected_to_different_address_is_not_retried()
    {
        await using var elsewhere = new RawServer(RawServer.Respond(200, """{"data":{"hash":"h1"}}"""));
        await using var server = new RawServer(RawServer.Respond(302, "", $"Location: {elsewhere.BaseAddress}/keys/h1\r\n"));
        using var flurl = new Flurl.Http.FlurlClient(new HttpClient(new SocketsHttpHandler()));
        using var client = new OpenRouterKeysClient(
            ManagementKey.From(TestSecrets.ManagementKey), flurl, new() { BaseAddress = server.BaseAddress, TimeProvider = NewTimeProvider() });

        Assert.Equal(
            "The response came from a different address; nothing was changed. It is safe to try again.",
            (await Assert.ThrowsAsync<OpenRouterUnavailableException>(() => client.GetAsync("h1", Token))).Message);
        Assert.Single(server.Requests);
    }

    [Fact]
    public async Task Get_canceled_in_flight_with_one_attempt_is_canceled()
    {
        using var cancel = new CancellationTokenSource();
        await using var server = new RawServer(RawServer.Stall(onSent: cancel.Cancel));
        using var client = server.CreateClient(new() { MaxAttempts = 1 });

        Assert.Equal(cancel.Token, (await Assert.ThrowsAsync<OperationCanceledException>(() => client.GetAsync("h1", cancel.Token))).CancellationToken);
    }

    [Fact]
    public async Task Update_canceled_between_attempts_is_canceled()
    {
        var time = NewTimeProvider();
        await using var server = new RawServer(RawServer.Respond(429, "", RetryAfterHeader));
        using var client = server.CreateClient(new() { TimeProvider = time });
        using var cancel = new CancellationTokenSource();
        var updating = client.UpdateAsync("h1", Update, cancel.Token);
        await time.WaitForTimerAsync(RetryAfter).WaitAsync(Token);
        await cancel.CancelAsync();

        Assert.Equal(cancel.Token, (await Assert.ThrowsAsync<OperationCanceledException>(() => updating)).CancellationToken);
    }

    [Fact]
    public async Task Update_canceled_after_dropped_response_is_unknown()
    {
        var time = NewTimeProvider();
        await using var server = new RawServer(RawServer.Reset(), RawServer.Respond(429, "", RetryAfterHeader));
        using var client = server.CreateClient(new() { TimeProvider = time });
        using var cancel = new CancellationTokenSource();
        var updating = client.UpdateAsync("h1", Update, cancel.Token);
        await time.WaitForTimerAsync(RetryAfter).WaitAsync(Token);
        await cancel.CancelAsync();

        var exception = await Assert.ThrowsAsync<KeyOutcomeUnknownException>(() => updating);
        Assert.Equal(("h1", cancel.Token), (exception.Hash, Assert.IsType<OperationCanceledException>(exception.InnerException).CancellationToken));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Failed_connection_is_retried(bool isGet)
    {
        var attempts = 0;
        using var handler = new StubHandler(() => ++attempts == 1
            ? throw new HttpRequestException("connection refused")
            : new(HttpStatusCode.OK) { Content = new StringContent("""{"data":{"hash":"h1"}}""") });
        using var flurl = new Flurl.Http.FlurlClient(new HttpClient(handler));
        using var client = new OpenRouterKeysClient(ManagementKey.From(TestSecrets.ManagementKey), flurl, new() { TimeProvider = NewTimeProvider() });
        var key = await (isGet ? client.GetAsync("h1", Token) : client.UpdateAsync("h1", Update, Token));

        Assert.Equal(("h1", 2), (key.Hash, attempts));
    }

    [Fact]
    public async Task Unknown_hash_has_API_message()
    {
        await using var server = new RawServer(RawServer.Respond(404, """{"error":{"message":"API key not found"}}"""));
        using var client = server.CreateClient();

        Assert.Equal("API key not found", (await Assert.ThrowsAsync<NoSuchKeyException>(() => client.GetAsync("h1", Token))).ApiMessage);
    }

    [Fact]
    public async Task Get_and_delete_have_no_content_headers()
    {
        await using var server = new RawServer(RawServer.Respond(200, """{"data":{"hash":"h1"}}"""), RawServer.Respond(200));
        using var client = server.CreateClient();
        await client.GetAsync("h1", Token);
        await client.DeleteAsync("h1", Token);

        Assert.DoesNotContain("Content-", server.Requests[0], StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("Content-Type", server.Requests[1], StringComparison.OrdinalIgnoreCase);
    }
}
