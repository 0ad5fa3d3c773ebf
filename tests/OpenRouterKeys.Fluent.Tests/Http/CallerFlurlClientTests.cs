using System.Net;
using Flurl.Http;

namespace OpenRouterKeys.Fluent.Tests.Http;

/// <summary>The client on a caller's own Flurl client and message handlers.</summary>
public class CallerFlurlClientTests
{
    private static readonly KeyRequest Request = KeyRequest.Named("ci-bot");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static OpenRouterKeysClient CreateClient(RawServer server, HttpMessageHandler handler, Action<IFlurlClient>? configure = null)
    {
        var flurl = new FlurlClient(new HttpClient(handler), "https://elsewhere.example/");
        configure?.Invoke(flurl);
        return new(ManagementKey.From(TestSecrets.ManagementKey), flurl, new() { BaseAddress = server.BaseAddress, TimeProvider = TestTime.NewProvider(), MaxAttempts = 1 });
    }

    private static SendOnceHandler NewSendOnceHandler(bool allowRedirects = false) => new(new SocketsHttpHandler { AllowAutoRedirect = allowRedirects });

    [Fact]
    public async Task Retry_handler_sends_one_body_and_keeps_status()
    {
        await using var server = new RawServer(RawServer.Respond(500), RawServer.Respond(201, RawServer.Created));
        using var client = CreateClient(server, new RetryHandler(NewSendOnceHandler()));

        Assert.Equal(HttpStatusCode.InternalServerError, (await Assert.ThrowsAsync<KeyOutcomeUnknownException>(() => client.CreateAsync(Request, Token))).StatusCode);
        Assert.Equal(1, server.BodyCount);
    }

    [Fact]
    public async Task Retry_handler_keeps_Retry_After_of_429()
    {
        await using var server = new RawServer(RawServer.Respond(429, "", "Retry-After: 7\r\n"), RawServer.Respond(201, RawServer.Created));
        using var client = CreateClient(server, new RetryHandler(NewSendOnceHandler()));

        Assert.Equal(TimeSpan.FromSeconds(7), (await Assert.ThrowsAsync<RateLimitedException>(() => client.CreateAsync(Request, Token))).RetryAfter);
        Assert.Equal(1, server.BodyCount);
    }

    [Fact]
    public async Task Hedging_handler_sends_one_body_and_returns_key()
    {
        using var hedging = new HedgingHandler(NewSendOnceHandler());
        await using var server = new RawServer(
            async connection =>
            {
                await connection.ReadRequestAsync();
                hedging.Hedge();
                await hedging.SecondStarted;
                await connection.SendAsync($"HTTP/1.1 201 Created\r\nContent-Length: {RawServer.Created.Length}\r\n\r\n{RawServer.Created}");
            });
        using var client = CreateClient(server, hedging);

        Assert.Equal(RawServer.Secret, (await client.CreateAsync(Request, Token)).Key.Reveal());
        Assert.Equal(1, server.BodyCount);
    }

    [Fact]
    public async Task Handler_outside_SendOnceHandler_reads_empty_success_body()
    {
        string? body = null;
        await using var server = new RawServer(RawServer.Respond(201, RawServer.Created));
        using var client = CreateClient(server, new ReadingHandler(NewSendOnceHandler(), text => body = text));

        Assert.Equal(RawServer.Secret, (await client.CreateAsync(Request, Token)).Key.Reveal());
        Assert.Equal("", body);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Buffering_and_reading_handlers_do_not_change_created_key(bool hasSendOnceHandler)
    {
        await using var server = new RawServer(RawServer.Respond(201, RawServer.Created));
        using var client = CreateClient(server, new BufferingHandler(new ReadingHandler(hasSendOnceHandler ? NewSendOnceHandler() : new SocketsHttpHandler { AllowAutoRedirect = false })));

        Assert.Equal(RawServer.Secret, (await client.CreateAsync(Request, Token)).Key.Reveal());
    }

    [Fact]
    public async Task Retry_handler_without_SendOnceHandler_sends_one_body()
    {
        await using var server = new RawServer(RawServer.Respond(500), RawServer.Respond(201, RawServer.Created));
        using var client = CreateClient(server, new RetryHandler(new SocketsHttpHandler { AllowAutoRedirect = false }));

        TestSecrets.AssertNotIn(await Assert.ThrowsAsync<KeyOutcomeUnknownException>(() => client.CreateAsync(Request, Token)));
        Assert.Equal(1, server.BodyCount);
    }

    [Theory]
    [InlineData(301, true)]
    [InlineData(302, false)]
    [InlineData(303, true)]
    [InlineData(307, true)]
    [InlineData(308, false)]
    public async Task Response_from_redirect_target_is_unknown(int status, bool hasSendOnceHandler)
    {
        await using var elsewhere = new RawServer(RawServer.Respond(200, RawServer.Created));
        await using var server = new RawServer(RawServer.Respond(status, "", $"Location: {elsewhere.BaseAddress}/keys\r\n"));
        using var client = CreateClient(server, hasSendOnceHandler ? NewSendOnceHandler(allowRedirects: true) : new SocketsHttpHandler());

        TestSecrets.AssertNotIn(await Assert.ThrowsAsync<KeyOutcomeUnknownException>(() => client.CreateAsync(Request, Token)));
        Assert.Equal((1, 0), (server.BodyCount, elsewhere.BodyCount));
        Assert.DoesNotContain(elsewhere.Requests, request => request.Contains(TestSecrets.ManagementKey, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Exception_handled_by_Flurl_event_is_still_thrown()
    {
        await using var server = new RawServer(RawServer.Reset());
        using var client = CreateClient(server, NewSendOnceHandler(), flurl => flurl.OnError(call => call.ExceptionHandled = true));

        await Assert.ThrowsAsync<KeyOutcomeUnknownException>(() => client.CreateAsync(Request, Token));
        Assert.Equal(1, server.BodyCount);
    }

    [Fact]
    public async Task Exception_handled_by_Flurl_event_without_SendOnceHandler_has_no_inner_exception()
    {
        await using var server = new RawServer(RawServer.Reset());
        using var client = CreateClient(server, new SocketsHttpHandler(), flurl => flurl.OnError(call => call.ExceptionHandled = true));

        Assert.Null((await Assert.ThrowsAsync<KeyOutcomeUnknownException>(() => client.CreateAsync(Request, Token))).InnerException);
    }

    [Fact]
    public async Task Send_after_handler_responded_throws()
    {
        await using var server = new RawServer(RawServer.Respond(201, RawServer.Created));
        using var deferred = new DeferredSendHandler(NewSendOnceHandler());
        using var client = CreateClient(server, deferred);

        await Assert.ThrowsAsync<KeyOutcomeUnknownException>(() => client.CreateAsync(Request, Token));
        Assert.Equal(
            "A message handler tried to send the creation of a key again. A creation is sent only once.",
            (await Assert.ThrowsAsync<InvalidOperationException>(() => deferred.SendAsync(Token))).Message);
        Assert.Equal(0, server.BodyCount);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Response_to_different_method_or_address_is_unknown(bool isDifferentMethod)
    {
        await using var server = new RawServer();
        var address = new Uri($"{server.BaseAddress}/keys{(isDifferentMethod ? "" : "/elsewhere")}");
        using var message = new HttpRequestMessage(isDifferentMethod ? HttpMethod.Get : HttpMethod.Post, address);
        using var client = CreateClient(
            server, new SendOnceHandler(new StubHandler(() => new() { RequestMessage = message, Content = new StringContent(RawServer.Created) })));

        Assert.StartsWith(
            "Whether a key was created is unknown: the response came from a different address. ",
            (await Assert.ThrowsAsync<KeyOutcomeUnknownException>(() => client.CreateAsync(Request, Token))).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Handler_exception_is_chained_without_secrets()
    {
        await using var server = new RawServer();
        using var client = CreateClient(server, new ThrowingHandler($"Bearer {TestSecrets.ManagementKey} is invalid"));
        var exception = await Assert.ThrowsAsync<OpenRouterUnavailableException>(() => client.CreateAsync(Request, Token));

        TestSecrets.AssertNotIn(exception);
        Assert.Contains("Bearer *** is invalid", exception.InnerException!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Caller_Flurl_client_is_unchanged_and_not_disposed()
    {
        await using var server = new RawServer(RawServer.Respond(201, RawServer.Created));
        using var flurl = new FlurlClient(new HttpClient(NewSendOnceHandler()));
        using (var client = new OpenRouterKeysClient(ManagementKey.From(TestSecrets.ManagementKey), flurl, new() { BaseAddress = server.BaseAddress }))
        {
            await client.CreateAsync(Request, Token);
        }

        Assert.False(flurl.IsDisposed);
        Assert.Empty(flurl.Headers);
    }

    [Fact]
    public async Task Replaced_body_is_unknown_and_not_retried()
    {
        await using var server = new RawServer(RawServer.Reset(), RawServer.Respond(201, RawServer.Created));
        using var flurl = new FlurlClient(new HttpClient(new SocketsHttpHandler()));
        flurl.BeforeCall(call => call.HttpRequestMessage.Content = new StringContent("{}"));
        using var client = new OpenRouterKeysClient(ManagementKey.From(TestSecrets.ManagementKey), flurl, new() { BaseAddress = server.BaseAddress });

        await Assert.ThrowsAsync<KeyOutcomeUnknownException>(() => client.CreateAsync(Request, Token));
        Assert.Equal(1, server.BodyCount);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Requests_have_JSON_content_type_and_no_Expect_header(bool hasSendOnceHandler)
    {
        await using var server = new RawServer(RawServer.Respond(201, RawServer.Created), RawServer.Respond(200, RawServer.Created));
        HttpMessageHandler sockets = new SocketsHttpHandler();
        using var client = CreateClient(
            server,
            hasSendOnceHandler ? new SendOnceHandler(sockets) : sockets,
            flurl => flurl.HttpClient.DefaultRequestHeaders.ExpectContinue = hasSendOnceHandler);
        await client.CreateAsync(Request, Token);
        await client.UpdateAsync("h1", KeyUpdate.Empty.Disable(), Token);

        Assert.All(server.Requests, request => Assert.Contains("\r\nContent-Type: application/json\r\n", request, StringComparison.Ordinal));
        Assert.All(server.Requests, request => Assert.DoesNotContain("Expect", request, StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task Message_disposed_by_handler_is_unavailable()
    {
        await using var server = new RawServer();
        using var client = CreateClient(server, new DisposingHandler(NewSendOnceHandler()));

        await Assert.ThrowsAsync<OpenRouterUnavailableException>(() => client.CreateAsync(Request, Token).WaitAsync(TimeSpan.FromSeconds(60), Token));
    }

    [Fact]
    public async Task Expect_header_of_caller_HttpClient_is_not_sent()
    {
        await using var server = new RawServer(RawServer.Respond(201, RawServer.Created));
        using var client = CreateClient(server, NewSendOnceHandler(), flurl => flurl.HttpClient.DefaultRequestHeaders.ExpectContinue = true);
        var created = await client.CreateAsync(Request, Token);

        Assert.Equal("h1", created.Info.Hash);
        Assert.DoesNotContain("Expect", Assert.Single(server.Requests), StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>Disposes the message before sending it.</summary>
    private sealed class DisposingHandler(HttpMessageHandler inner) : DelegatingHandler(inner)
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            request.Dispose();
            return base.SendAsync(request, cancellationToken);
        }
    }
}
