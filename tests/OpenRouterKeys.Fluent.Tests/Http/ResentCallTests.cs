using System.Net;
using Flurl.Http;
using OpenRouterKeys.Fluent.Http;

namespace OpenRouterKeys.Fluent.Tests.Http;

/// <summary>Updates and deletions that message handlers send more than once.</summary>
public sealed class ResentCallTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static OpenRouterKeysClient CreateClient(Uri address, HttpMessageHandler handler, int maxAttempts = 1, Action<IFlurlClient>? configure = null)
    {
        var flurl = new FlurlClient(new HttpClient(handler));
        configure?.Invoke(flurl);
        return new(
            ManagementKey.From(TestSecrets.ManagementKey),
            flurl,
            new() { BaseAddress = address, TimeProvider = new RecordingTimeProvider(TestTime.NewProvider(), skipDelays: true), MaxAttempts = maxAttempts });
    }

    private static HttpMessageHandler NewPrimaryHandler(bool hasSendOnceHandler)
    {
        var sockets = new SocketsHttpHandler { AllowAutoRedirect = false };
        return hasSendOnceHandler ? new SendOnceHandler(sockets) : sockets;
    }

    private static HttpMessageHandler Buffer(HttpMessageHandler inner, bool isBuffered) => isBuffered ? new BufferingHandler(inner) : inner;

    private static RawServer NewServer(params int[] statuses) => new(Array.ConvertAll(statuses, status => RawServer.Respond(status)));

    private static Task CallAsync(OpenRouterKeysClient client, bool isDeletion) =>
        isDeletion ? client.DeleteAsync("h1", Token) : client.UpdateAsync("h1", update => update.Disable(), Token);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Delete_with_404_after_500_succeeds(bool isBuffered)
    {
        await using var server = NewServer(500, 404, 404);
        using var client = CreateClient(server.BaseAddress, Buffer(new RetryHandler(NewPrimaryHandler(true)), isBuffered));
        await client.DeleteAsync("h1", Token);
        Assert.Equal(3, server.Requests.Count);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Delete_with_404_after_dropped_response_succeeds(bool isBuffered)
    {
        await using var server = new RawServer(RawServer.Reset(), RawServer.Respond(404), RawServer.Respond(404));
        using var client = CreateClient(server.BaseAddress, Buffer(new RetryHandler(NewPrimaryHandler(true)), isBuffered));
        await client.DeleteAsync("h1", Token);
        Assert.Equal(3, server.Requests.Count);
    }

    [Theory]
    [InlineData(true, true, 401)]
    [InlineData(true, false, 401)]
    [InlineData(false, true, 401)]
    [InlineData(false, false, 404)]
    [InlineData(false, true, 404)]
    public async Task Rejection_after_500_is_unknown(bool isDeletion, bool isBuffered, int status)
    {
        await using var server = NewServer(500, status, status);
        using var client = CreateClient(server.BaseAddress, Buffer(new RetryHandler(NewPrimaryHandler(true)), isBuffered));
        var exception = await Assert.ThrowsAsync<KeyOutcomeUnknownException>(() => CallAsync(client, isDeletion));

        Assert.Equal(("h1", (HttpStatusCode)status), (exception.Hash, exception.StatusCode));
        Assert.EndsWith(
            $"unknown: the API returned {status}, but a message handler may have sent the call more than once, and another copy may have been processed. Read the key before trying again.",
            exception.Message,
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true, true, 401, typeof(ManagementKeyRejectedException))]
    [InlineData(true, false, 404, typeof(NoSuchKeyException))]
    [InlineData(true, true, 404, typeof(NoSuchKeyException))]
    [InlineData(false, true, 400, typeof(KeyRequestRejectedException))]
    [InlineData(false, true, 404, typeof(NoSuchKeyException))]
    [InlineData(false, false, 429, typeof(RateLimitedException))]
    public async Task Rejection_of_every_copy_is_reported(bool isDeletion, bool isBuffered, int status, Type expected)
    {
        await using var server = NewServer(status, status, status);
        using var client = CreateClient(server.BaseAddress, Buffer(new RetryHandler(NewPrimaryHandler(true)), isBuffered));
        Assert.IsType(expected, await Record.ExceptionAsync(() => CallAsync(client, isDeletion)));
        Assert.Equal(3, server.Requests.Count);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Rejection_after_failed_connection_is_reported(bool isBuffered)
    {
        await using var server = NewServer(401, 401);
        var connections = 0;
        using var sockets = new SocketsHttpHandler
        {
            ConnectCallback = async (context, token) =>
            {
                if (++connections == 1)
                {
                    throw new IOException("connection refused");
                }

                var socket = new System.Net.Sockets.Socket(System.Net.Sockets.SocketType.Stream, System.Net.Sockets.ProtocolType.Tcp);
                await socket.ConnectAsync(context.DnsEndPoint, token);
                return new System.Net.Sockets.NetworkStream(socket, ownsSocket: true);
            },
        };
        using var client = CreateClient(server.BaseAddress, Buffer(new RetryHandler(new SendOnceHandler(sockets)), isBuffered));
        await Assert.ThrowsAsync<ManagementKeyRejectedException>(() => CallAsync(client, isDeletion: false));
        Assert.Equal(3, connections);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Refused_connection_behind_buffering_handler_is_unavailable(bool isDeletion)
    {
        using var client = CreateClient(new("http://127.0.0.1:1"), new BufferingHandler(NewPrimaryHandler(true)));
        await Assert.ThrowsAsync<OpenRouterUnavailableException>(() => CallAsync(client, isDeletion));
    }

    [Theory]
    [InlineData(true, 404, true)]
    [InlineData(true, 403, false)]
    [InlineData(false, 404, false)]
    [InlineData(false, 429, false)]
    public async Task Rejection_of_hedged_copy_does_not_hide_copy_in_flight(bool isDeletion, int status, bool isSuccess)
    {
        using var hedging = new HedgingHandler(NewPrimaryHandler(true));
        await using var server = new RawServer(RawServer.Stall(onSent: hedging.Hedge), RawServer.Respond(status));
        using var client = CreateClient(server.BaseAddress, hedging);
        var exception = await Record.ExceptionAsync(() => CallAsync(client, isDeletion));
        Assert.Equal((isSuccess, true), (exception is null, exception is null or KeyOutcomeUnknownException));
    }

    [Fact]
    public async Task Rate_limit_of_one_copy_is_retried_while_another_has_no_response()
    {
        await using var server = new RawServer(
            RawServer.Respond(500), RawServer.Respond(429), RawServer.Respond(429), RawServer.Respond(200, """{"data":{"hash":"h1","disabled":true}}"""));
        using var client = CreateClient(server.BaseAddress, new BufferingHandler(new RetryHandler(NewPrimaryHandler(true))), maxAttempts: 2);
        Assert.True((await client.UpdateAsync("h1", update => update.Disable(), Token)).IsDisabled);
    }

    [Fact]
    public async Task Copy_is_not_sent_after_the_outcome_was_reported()
    {
        await using var server = NewServer(200);
        using var deferred = new DeferredSendHandler(NewPrimaryHandler(true));
        using var client = CreateClient(server.BaseAddress, deferred);
        await Assert.ThrowsAsync<KeyOutcomeUnknownException>(() => client.DeleteAsync("h1", Token));

        await Assert.ThrowsAnyAsync<Exception>(() => deferred.SendAsync(Token));
        Assert.Empty(server.Requests);
    }

    [Theory]
    [InlineData(true, 401)]
    [InlineData(true, 404)]
    [InlineData(false, 401)]
    public async Task Rejection_of_buffered_content_without_SendOnceHandler_is_unknown(bool isDeletion, int status)
    {
        await using var server = NewServer(status);
        using var client = CreateClient(server.BaseAddress, new BufferingHandler(NewPrimaryHandler(false)));
        await Assert.ThrowsAsync<KeyOutcomeUnknownException>(() => CallAsync(client, isDeletion));
    }

    [Theory]
    [InlineData(true, 404, typeof(NoSuchKeyException))]
    [InlineData(true, 401, typeof(ManagementKeyRejectedException))]
    [InlineData(false, 400, typeof(KeyRequestRejectedException))]
    public async Task Rejection_without_SendOnceHandler_is_reported(bool isDeletion, int status, Type expected)
    {
        await using var server = NewServer(status);
        using var client = CreateClient(server.BaseAddress, NewPrimaryHandler(false));
        Assert.IsType(expected, await Record.ExceptionAsync(() => CallAsync(client, isDeletion)));
    }

    [Theory]
    [InlineData(true, 404, true)]
    [InlineData(true, 401, false)]
    [InlineData(false, 404, false)]
    public async Task Rejection_after_500_without_SendOnceHandler_is_success_or_unknown(bool isDeletion, int status, bool isSuccess)
    {
        await using var server = NewServer(500, status, status);
        using var client = CreateClient(server.BaseAddress, new RetryHandler(NewPrimaryHandler(false)));
        var exception = await Record.ExceptionAsync(() => CallAsync(client, isDeletion));
        Assert.Equal((isSuccess, true), (exception is null, exception is null or KeyOutcomeUnknownException));
    }

    [Theory]
    [InlineData(true, true)]
    [InlineData(true, false)]
    [InlineData(false, true)]
    [InlineData(false, false)]
    public async Task Rejection_of_replaced_content_is_unknown(bool hasSendOnceHandler, bool isRemoved)
    {
        await using var server = NewServer(404);
        using var client = CreateClient(
            server.BaseAddress,
            NewPrimaryHandler(hasSendOnceHandler),
            configure: flurl => flurl.BeforeCall(call => call.HttpRequestMessage.Content = isRemoved ? null : new StringContent("")));
        await Assert.ThrowsAsync<KeyOutcomeUnknownException>(() => client.DeleteAsync("h1", Token));
    }

    [Fact]
    public async Task Rejection_of_content_disposed_by_handler_without_SendOnceHandler_is_unknown()
    {
        await using var server = NewServer(401);
        using var client = CreateClient(server.BaseAddress, new DisposingHandler(NewPrimaryHandler(false)));
        await Assert.ThrowsAsync<KeyOutcomeUnknownException>(() => CallAsync(client, isDeletion: false));
    }

    [Fact]
    public async Task SendOnceHandler_sends_repeatable_POST_twice()
    {
        await using var server = NewServer(500, 200);
        using var invoker = new HttpMessageInvoker(NewPrimaryHandler(true));
        using var content = new CallContent("{}"u8.ToArray());
        await content.LoadIntoBufferAsync(Token);
        using var message = new HttpRequestMessage(HttpMethod.Post, server.BaseAddress + "/guardrails/g1/assignments/keys") { Content = content };

        Assert.Equal(HttpStatusCode.InternalServerError, (await invoker.SendAsync(message, Token)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await invoker.SendAsync(message, Token)).StatusCode);
        Assert.Same(content, message.Content);
        Assert.All(server.Requests, request => Assert.EndsWith("\r\n\r\n{}", request, StringComparison.Ordinal));
    }

    [Fact]
    public async Task SendOnceHandler_passes_assignment_with_replaced_content()
    {
        await using var server = NewServer(200);
        using var invoker = new HttpMessageInvoker(NewPrimaryHandler(true));
        using var message = new HttpRequestMessage(HttpMethod.Post, server.BaseAddress + "/guardrails/g1/assignments/keys") { Content = new StringContent("{}") };
        Assert.Equal(HttpStatusCode.OK, (await invoker.SendAsync(message, Token)).StatusCode);
    }

    // While the first message is sent, its content is the handler's copy.
    [Fact]
    public async Task Copy_of_buffered_creation_is_rejected_when_the_first_has_ended()
    {
        using var hedging = new HedgingHandler(NewPrimaryHandler(true));
        await using var server = new RawServer(async connection =>
        {
            await connection.ReadRequestAsync();
            hedging.Hedge();
            await hedging.SecondStarted;
            await connection.SendAsync($"HTTP/1.1 201 Created\r\nContent-Length: {RawServer.Created.Length}\r\n\r\n{RawServer.Created}");
        });
        using var client = CreateClient(server.BaseAddress, new BufferingHandler(hedging));

        Assert.Equal(RawServer.Secret, (await client.CreateAsync(KeyRequest.Named("ci-bot"), Token)).Key.Reveal());
        Assert.Equal(1, server.BodyCount);
    }

    /// <summary>Disposes the message after sending it.</summary>
    private sealed class DisposingHandler(HttpMessageHandler inner) : DelegatingHandler(inner)
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var response = await base.SendAsync(request, cancellationToken);
            request.Dispose();
            return response;
        }
    }
}
