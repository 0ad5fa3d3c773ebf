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

    private static async Task<TException> FailsAsync<TException>(Task call)
        where TException : Exception
    {
        var exception = await Assert.ThrowsAnyAsync<TException>(() => call);
        Canary.AssertNotIn(exception);
        return exception;
    }

    [Fact]
    public async Task Cancelled_before_anything_was_sent_is_a_bare_cancellation()
    {
        await using var server = new RawServer();
        using var client = server.NewClient();
        using var source = new CancellationTokenSource();
        await source.CancelAsync();

        Assert.Equal(source.Token, (await FailsAsync<OperationCanceledException>(client.CreateAsync(Request, source.Token))).CancellationToken);
    }

    [Fact]
    public async Task Cancelled_while_connecting_is_a_bare_cancellation_and_a_timeout_is_unavailable()
    {
        // A listener whose queue is full accepts no connection: connecting takes for ever.
        using var full = new Socket(SocketType.Stream, ProtocolType.Tcp);
        full.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        full.Listen(0);
        var sockets = Enumerable.Range(0, 8).Select(_ => new Socket(SocketType.Stream, ProtocolType.Tcp)).ToList();
        foreach (var socket in sockets)
        {
            _ = socket.ConnectAsync(full.LocalEndPoint!, Token).AsTask();
        }

        var address = new Uri($"http://127.0.0.1:{((IPEndPoint)full.LocalEndPoint!).Port}/");
        using var source = new CancellationTokenSource();
        using (var client = new OpenRouterKeysClient(ManagementKey.From(Canary.ManagementKey), new() { BaseAddress = address }))
        {
            var creating = client.CreateAsync(Request, source.Token);
            await source.CancelAsync();
            Assert.Equal(source.Token, (await FailsAsync<OperationCanceledException>(creating)).CancellationToken);
        }

        var clock = new FakeTimeProvider(Instants.Now);
        using (var client = new OpenRouterKeysClient(ManagementKey.From(Canary.ManagementKey), new() { BaseAddress = address, TimeProvider = clock, MaxAttempts = 1 }))
        {
            var creating = client.CreateAsync(Request, Token);
            clock.Advance(TimeSpan.FromSeconds(30));
            await FailsAsync<OpenRouterUnavailableException>(creating);
        }

        sockets.ForEach(socket => socket.Dispose());
    }

    [Fact]
    public async Task Cancelled_after_the_body_left_leaves_the_outcome_unknown_around_the_cancellation()
    {
        using var source = new CancellationTokenSource();
        await using var server = new RawServer(RawServer.Stall("", source.Cancel));
        using var client = server.NewClient();

        var exception = await FailsAsync<KeyOutcomeUnknownException>(client.CreateAsync(Request, source.Token));
        Assert.Equal(source.Token, Assert.IsType<OperationCanceledException>(exception.InnerException).CancellationToken);
        Assert.Equal(1, server.Bodies);
    }

    [Fact]
    public async Task A_timeout_after_the_body_left_leaves_the_outcome_unknown()
    {
        var clock = new FakeTimeProvider(Instants.Now);
        await using var server = new RawServer(RawServer.Stall("HTTP/1.1 201 Created\r\nContent-Length: 500\r\n\r\n{", () => clock.Advance(TimeSpan.FromSeconds(30))));
        using var client = server.NewClient(new() { TimeProvider = clock });

        var exception = await FailsAsync<KeyOutcomeUnknownException>(client.CreateAsync(Request, Token));
        Assert.IsType<TimeoutException>(exception.InnerException); // a cancellation would look like the caller's
        Assert.Equal(1, server.Bodies);
    }

    [Theory]
    [InlineData("HTTP/1.1 201 Created\r\nContent-Length: 500\r\n\r\n{\"key\":\"sk")]
    [InlineData("HTTP/1.1 403 Forbidden\r\nContent-Length: 500\r\n\r\n{")]
    public async Task Cancelled_while_an_answer_without_a_secret_is_read_leaves_the_outcome_unknown(string sent)
    {
        using var source = new CancellationTokenSource();
        await using var server = new RawServer(RawServer.Stall(sent, source.Cancel));
        using var client = server.NewClient();

        var exception = await FailsAsync<KeyOutcomeUnknownException>(client.CreateAsync(Request, source.Token));
        Assert.Equal(source.Token, Assert.IsType<OperationCanceledException>(exception.InnerException).CancellationToken);
    }

    [Fact]
    public async Task Cancelled_while_waiting_between_attempts_is_a_bare_cancellation()
    {
        await using var server = new RawServer(RawServer.Answer(429, "", "Retry-After: 50\r\n"));
        var clock = new WaitingClock(new FakeTimeProvider(Instants.Now));
        using var client = server.NewClient(new() { TimeProvider = clock });
        using var source = new CancellationTokenSource();
        var creating = client.CreateAsync(Request, source.Token);
        await clock.UntilWaitingForAsync(TimeSpan.FromSeconds(50)).WaitAsync(Token);
        await source.CancelAsync();

        Assert.Equal(source.Token, Assert.IsType<OperationCanceledException>(await FailsAsync<OperationCanceledException>(creating)).CancellationToken);
        Assert.Equal(1, server.Bodies);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_secret_that_arrived_before_the_cancellation_or_timeout_is_returned(bool isCancelled)
    {
        using var source = new CancellationTokenSource();
        var clock = new FakeTimeProvider(Instants.Now);
        await using var server = new RawServer(RawServer.Stall("HTTP/1.1 201 Created\r\nContent-Length: 5000\r\n\r\n" + RawServer.Created));
        using var flurl = new FlurlClient(new HttpClient(new SendOnceHandler(new SecondReadHandler(
            new SocketsHttpHandler(),
            isCancelled ? source.Cancel : () => clock.Advance(TimeSpan.FromSeconds(30))))));
        using var client = new OpenRouterKeysClient(ManagementKey.From(Canary.ManagementKey), flurl, new() { BaseAddress = server.BaseAddress, TimeProvider = clock });

        Assert.Equal(RawServer.Secret, (await client.CreateAsync(Request, source.Token)).Key.Reveal());
    }
}
