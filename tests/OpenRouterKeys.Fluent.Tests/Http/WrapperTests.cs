using System.Net;
using Flurl.Http;

namespace OpenRouterKeys.Fluent.Tests.Http;

/// <summary>The client inside an application's own handlers and Flurl client.</summary>
public class WrapperTests
{
    private static readonly KeyRequest Request = KeyRequest.Named("ci-bot");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static OpenRouterKeysClient Through(RawServer server, HttpMessageHandler handler, Action<IFlurlClient>? configure = null)
    {
        var flurl = new FlurlClient(new HttpClient(handler), "https://elsewhere.example/");
        configure?.Invoke(flurl);
        return new(ManagementKey.From(Canary.ManagementKey), flurl, new() { BaseAddress = server.BaseAddress, TimeProvider = Instants.Clock, MaxAttempts = 1 });
    }

    private static SendOnceHandler Once(bool redirects = false) => new(new SocketsHttpHandler { AllowAutoRedirect = redirects });

    [Fact]
    public async Task A_naive_retry_around_the_guard_sends_one_body_and_hides_no_status()
    {
        await using var server = new RawServer(RawServer.Answer(500), RawServer.Answer(201, RawServer.Created));
        using var client = Through(server, new RetryHandler(Once()));

        Assert.Equal(HttpStatusCode.InternalServerError, (await Assert.ThrowsAsync<KeyOutcomeUnknownException>(() => client.CreateAsync(Request, Token))).StatusCode);
        Assert.Equal(1, server.Bodies);
    }

    [Fact]
    public async Task A_429_keeps_its_time_through_a_naive_retry()
    {
        await using var server = new RawServer(RawServer.Answer(429, "", "Retry-After: 7\r\n"), RawServer.Answer(201, RawServer.Created));
        using var client = Through(server, new RetryHandler(Once()));

        Assert.Equal(TimeSpan.FromSeconds(7), (await Assert.ThrowsAsync<RateLimitedException>(() => client.CreateAsync(Request, Token))).RetryAfter);
        Assert.Equal(1, server.Bodies);
    }

    [Fact]
    public async Task A_hedge_around_the_guard_neither_doubles_nor_loses_a_key()
    {
        using var hedged = new HedgingHandler(Once());
        await using var server = new RawServer(
            async connection =>
            {
                await connection.ReadRequestAsync();
                hedged.Hedge();
                await hedged.SecondAsked;
                await connection.SendAsync($"HTTP/1.1 201 Created\r\nContent-Length: {RawServer.Created.Length}\r\n\r\n{RawServer.Created}");
            });
        using var client = Through(server, hedged);

        Assert.Equal(RawServer.Secret, (await client.CreateAsync(Request, Token)).Key.Reveal());
        Assert.Equal(1, server.Bodies);
    }

    [Fact]
    public async Task A_handler_outside_the_guard_sees_no_body_of_a_success()
    {
        var seen = "nothing yet";
        await using var server = new RawServer(RawServer.Answer(201, RawServer.Created));
        using var client = Through(server, new ReadingHandler(Once(), body => seen = body));

        Assert.Equal(RawServer.Secret, (await client.CreateAsync(Request, Token)).Key.Reveal());
        Assert.Equal("", seen);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_handler_that_buffers_and_reads_the_body_changes_no_created_key(bool guarded)
    {
        await using var server = new RawServer(RawServer.Answer(201, RawServer.Created));
        using var client = Through(server, new BufferingHandler(new ReadingHandler(guarded ? Once() : new SocketsHttpHandler { AllowAutoRedirect = false })));

        Assert.Equal(RawServer.Secret, (await client.CreateAsync(Request, Token)).Key.Reveal());
    }

    [Fact]
    public async Task Without_the_guard_a_naive_retry_still_sends_one_body()
    {
        await using var server = new RawServer(RawServer.Answer(500), RawServer.Answer(201, RawServer.Created));
        using var client = Through(server, new RetryHandler(new SocketsHttpHandler { AllowAutoRedirect = false }));

        Canary.AssertNotIn(await Assert.ThrowsAsync<KeyOutcomeUnknownException>(() => client.CreateAsync(Request, Token)));
        Assert.Equal(1, server.Bodies);
    }

    [Theory]
    [InlineData(301, true)]
    [InlineData(302, false)]
    [InlineData(303, true)]
    [InlineData(307, true)]
    [InlineData(308, false)]
    public async Task An_answer_from_another_address_leaves_the_outcome_unknown(int status, bool guarded)
    {
        await using var elsewhere = new RawServer(RawServer.Answer(200, RawServer.Created));
        await using var server = new RawServer(RawServer.Answer(status, "", $"Location: {elsewhere.BaseAddress}/keys\r\n"));
        using var client = Through(server, guarded ? Once(redirects: true) : new SocketsHttpHandler());

        Canary.AssertNotIn(await Assert.ThrowsAsync<KeyOutcomeUnknownException>(() => client.CreateAsync(Request, Token)));
        Assert.Equal((1, 0), (server.Bodies, elsewhere.Bodies));
        Assert.DoesNotContain(elsewhere.Requests, request => request.Contains(Canary.ManagementKey, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_handled_exception_of_Flurl_is_told_all_the_same()
    {
        await using var server = new RawServer(RawServer.Reset());
        using var client = Through(server, Once(), flurl => flurl.OnError(call => call.ExceptionHandled = true));

        await Assert.ThrowsAsync<KeyOutcomeUnknownException>(() => client.CreateAsync(Request, Token));
        Assert.Equal(1, server.Bodies);
    }

    [Fact]
    public async Task Without_the_guard_a_handled_exception_leaves_no_cause()
    {
        await using var server = new RawServer(RawServer.Reset());
        using var client = Through(server, new SocketsHttpHandler(), flurl => flurl.OnError(call => call.ExceptionHandled = true));

        Assert.Null((await Assert.ThrowsAsync<KeyOutcomeUnknownException>(() => client.CreateAsync(Request, Token))).InnerException);
    }

    [Fact]
    public async Task A_guard_that_is_asked_after_a_handler_has_answered_by_itself_refuses()
    {
        await using var server = new RawServer(RawServer.Answer(201, RawServer.Created));
        using var late = new LateHandler(Once());
        using var client = Through(server, late);

        await Assert.ThrowsAsync<KeyOutcomeUnknownException>(() => client.CreateAsync(Request, Token));
        Assert.Equal(
            "The creation of a key is sent once: a handler has tried to send it again.",
            (await Assert.ThrowsAsync<InvalidOperationException>(() => late.SendAsync(Token))).Message);
        Assert.Equal(0, server.Bodies);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_answer_to_another_method_or_address_leaves_the_outcome_unknown(bool isOtherMethod)
    {
        await using var server = new RawServer();
        var address = new Uri($"{server.BaseAddress}/keys{(isOtherMethod ? "" : "/elsewhere")}");
        using var answered = new HttpRequestMessage(isOtherMethod ? HttpMethod.Get : HttpMethod.Post, address);
        using var client = Through(
            server, new SendOnceHandler(new AnsweringHandler(() => new() { RequestMessage = answered, Content = new StringContent(RawServer.Created) })));

        Assert.StartsWith(
            "Whether a key was created is unknown: another address answered than the one that was asked. ",
            (await Assert.ThrowsAsync<KeyOutcomeUnknownException>(() => client.CreateAsync(Request, Token))).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_handlers_own_exception_is_chained_without_its_secrets()
    {
        await using var server = new RawServer();
        using var client = Through(server, new ThrowingHandler($"Bearer {Canary.ManagementKey} was refused"));
        var exception = await Assert.ThrowsAsync<OpenRouterUnavailableException>(() => client.CreateAsync(Request, Token));

        Canary.AssertNotIn(exception);
        Assert.Contains("Bearer *** was refused", exception.InnerException!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_callers_Flurl_client_is_left_as_it_was()
    {
        await using var server = new RawServer(RawServer.Answer(201, RawServer.Created));
        using var flurl = new FlurlClient(new HttpClient(Once()));
        using (var client = new OpenRouterKeysClient(ManagementKey.From(Canary.ManagementKey), flurl, new() { BaseAddress = server.BaseAddress }))
        {
            await client.CreateAsync(Request, Token);
        }

        Assert.False(flurl.IsDisposed);
        Assert.Empty(flurl.Headers);
    }

    [Fact]
    public async Task A_body_that_a_handler_has_replaced_proves_nothing_and_is_not_sent_again()
    {
        await using var server = new RawServer(RawServer.Reset(), RawServer.Answer(201, RawServer.Created));
        using var flurl = new FlurlClient(new HttpClient(new SocketsHttpHandler()));
        flurl.BeforeCall(call => call.HttpRequestMessage.Content = new StringContent("{}"));
        using var client = new OpenRouterKeysClient(ManagementKey.From(Canary.ManagementKey), flurl, new() { BaseAddress = server.BaseAddress });

        await Assert.ThrowsAsync<KeyOutcomeUnknownException>(() => client.CreateAsync(Request, Token));
        Assert.Equal(1, server.Bodies);
    }

    [Fact]
    public async Task No_expectation_of_a_callers_client_is_sent()
    {
        await using var server = new RawServer(RawServer.Answer(201, RawServer.Created));
        using var http = new HttpClient(Once());
        http.DefaultRequestHeaders.ExpectContinue = true;
        using var flurl = new FlurlClient(http);
        using var client = new OpenRouterKeysClient(ManagementKey.From(Canary.ManagementKey), flurl, new() { BaseAddress = server.BaseAddress });
        var created = await client.CreateAsync(Request, Token);

        Assert.Equal("h1", created.Info.Hash);
        Assert.DoesNotContain("Expect", Assert.Single(server.Requests), StringComparison.OrdinalIgnoreCase);
    }
}
