using System.Net;
using System.Net.Sockets;
using Flurl.Http;
using Microsoft.Extensions.Time.Testing;

namespace OpenRouterKeys.Fluent.Tests.Http;

/// <summary>Cancellation and timeout at every stage.</summary>
public class CancellationTests
{
    private static readonly KeyRequest Request = KeyRequest.Named("ci-bot");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static async Task<TException> AssertThrowsAsync<TException>(Task call)
        where TException : Exception
    {
        var exception = await Assert.ThrowsAnyAsync<TException>(() => call);
        TestSecrets.AssertNotIn(exception);
        return exception;
    }

    [Fact]
    public async Task Cancel_before_sending_throws_OperationCanceledException()
    {
        await using var server = new RawServer();
        using var client = server.CreateClient();
        using var source = new CancellationTokenSource();
        await source.CancelAsync();

        Assert.Equal(source.Token, (await AssertThrowsAsync<OperationCanceledException>(client.CreateAsync(Request, source.Token))).CancellationToken);
    }

    [Fact]
    public async Task Cancel_while_connecting_throws_OperationCanceledException_and_timeout_is_unavailable()
    {
        // A listener with a full queue accepts no connections, so connecting never completes.
        using var listener = new Socket(SocketType.Stream, ProtocolType.Tcp);
        listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        listener.Listen(0);
        var sockets = Enumerable.Range(0, 8).Select(_ => new Socket(SocketType.Stream, ProtocolType.Tcp)).ToList();
        foreach (var socket in sockets)
        {
            _ = socket.ConnectAsync(listener.LocalEndPoint!, Token).AsTask();
        }

        var address = new Uri($"http://127.0.0.1:{((IPEndPoint)listener.LocalEndPoint!).Port}/");
        using var source = new CancellationTokenSource();
        using (var client = new OpenRouterKeysClient(ManagementKey.From(TestSecrets.ManagementKey), new() { BaseAddress = address }))
        {
            var creating = client.CreateAsync(Request, source.Token);
            await source.CancelAsync();
            Assert.Equal(source.Token, (await AssertThrowsAsync<OperationCanceledException>(creating)).CancellationToken);
        }

        var time = new FakeTimeProvider(TestTime.Now);
        using (var client = new OpenRouterKeysClient(ManagementKey.From(TestSecrets.ManagementKey), new() { BaseAddress = address, TimeProvider = time, MaxAttempts = 1 }))
        {
            var creating = client.CreateAsync(Request, Token);
            time.Advance(TimeSpan.FromSeconds(30));
            await AssertThrowsAsync<OpenRouterUnavailableException>(creating);
        }

        sockets.ForEach(socket => socket.Dispose());
    }

    [Fact]
    public async Task Cancel_after_body_was_sent_is_unknown_with_inner_cancellation()
    {
        using var source = new CancellationTokenSource();
        await using var server = new RawServer(RawServer.Stall("", source.Cancel));
        using var client = server.CreateClient();

        var exception = await AssertThrowsAsync<KeyOutcomeUnknownException>(client.CreateAsync(Request, source.Token));
        Assert.Equal(source.Token, Assert.IsType<OperationCanceledException>(exception.InnerException).CancellationToken);
        Assert.Equal(1, server.BodyCount);
    }

    [Fact]
    public async Task Timeout_after_body_was_sent_is_unknown_with_inner_TimeoutException()
    {
        var time = new FakeTimeProvider(TestTime.Now);
        await using var server = new RawServer(RawServer.Stall("HTTP/1.1 201 Created\r\nContent-Length: 500\r\n\r\n{", () => time.Advance(TimeSpan.FromSeconds(30))));
        using var client = server.CreateClient(new() { TimeProvider = time });

        var exception = await AssertThrowsAsync<KeyOutcomeUnknownException>(client.CreateAsync(Request, Token));
        Assert.IsType<TimeoutException>(exception.InnerException); // an OperationCanceledException would look like the caller's cancellation
        Assert.Equal(1, server.BodyCount);
    }

    [Theory]
    [InlineData("HTTP/1.1 201 Created\r\nContent-Length: 500\r\n\r\n{\"key\":\"sk")]
    [InlineData("HTTP/1.1 403 Forbidden\r\nContent-Length: 500\r\n\r\n{")]
    public async Task Cancel_while_reading_response_without_secret_is_unknown(string response)
    {
        using var source = new CancellationTokenSource();
        await using var server = new RawServer(RawServer.Stall(response, source.Cancel));
        using var client = server.CreateClient();

        var exception = await AssertThrowsAsync<KeyOutcomeUnknownException>(client.CreateAsync(Request, source.Token));
        Assert.Equal(source.Token, Assert.IsType<OperationCanceledException>(exception.InnerException).CancellationToken);
    }

    [Fact]
    public async Task Cancel_between_attempts_throws_OperationCanceledException()
    {
        await using var server = new RawServer(RawServer.Respond(429, "", "Retry-After: 50\r\n"));
        var time = new RecordingTimeProvider(new FakeTimeProvider(TestTime.Now));
        using var client = server.CreateClient(new() { TimeProvider = time });
        using var source = new CancellationTokenSource();
        var creating = client.CreateAsync(Request, source.Token);
        await time.WaitForTimerAsync(TimeSpan.FromSeconds(50)).WaitAsync(Token);
        await source.CancelAsync();

        Assert.Equal(source.Token, Assert.IsType<OperationCanceledException>(await AssertThrowsAsync<OperationCanceledException>(creating)).CancellationToken);
        Assert.Equal(1, server.BodyCount);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Secret_received_before_cancellation_or_timeout_is_returned(bool isCanceled)
    {
        using var source = new CancellationTokenSource();
        var time = new FakeTimeProvider(TestTime.Now);
        await using var server = new RawServer(RawServer.Stall("HTTP/1.1 201 Created\r\nContent-Length: 5000\r\n\r\n" + RawServer.Created));
        using var flurl = new FlurlClient(new HttpClient(new SendOnceHandler(new SecondReadHandler(
            new SocketsHttpHandler(),
            isCanceled ? source.Cancel : () => time.Advance(TimeSpan.FromSeconds(30))))));
        using var client = new OpenRouterKeysClient(ManagementKey.From(TestSecrets.ManagementKey), flurl, new() { BaseAddress = server.BaseAddress, TimeProvider = time });

        Assert.Equal(RawServer.Secret, (await client.CreateAsync(Request, source.Token)).Key.Reveal());
    }
}
