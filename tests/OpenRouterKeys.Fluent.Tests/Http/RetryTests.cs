using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Time.Testing;

namespace OpenRouterKeys.Fluent.Tests.Http;

public class RetryTests
{
    private static readonly KeyRequest Request = KeyRequest.Named("ci-bot");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("Retry-After: 0\r\n")]
    [InlineData("Retry-After: Mon, 01 Jun 2026 11:00:00 GMT\r\n")]
    public async Task A_429_is_sent_again_when_the_API_says_so(string header)
    {
        await using var server = new RawServer(
            RawServer.Answer(429, "", header), RawServer.Answer(429, "", header), RawServer.Answer(201, RawServer.Created));
        using var client = server.NewClient(new() { TimeProvider = Instants.Clock });

        Assert.Equal("h1", (await client.CreateAsync(Request, Token)).Info.Hash);
        Assert.Equal(3, server.Bodies);
    }

    [Fact]
    public async Task A_429_is_not_sent_again_before_the_time_it_asks_for()
    {
        await using var server = new RawServer(RawServer.Answer(429, "", "Retry-After: 60\r\n"), RawServer.Answer(201, RawServer.Created));
        var clock = new FakeTimeProvider(Instants.Now);
        var waiting = new WaitingClock(clock);
        using var client = server.NewClient(new() { TimeProvider = waiting });

        var creating = client.CreateAsync(Request, Token);
        await waiting.UntilWaitingForAsync(TimeSpan.FromSeconds(60)).WaitAsync(Token);
        clock.Advance(TimeSpan.FromSeconds(59.9));
        Assert.Equal((1, false), (server.Bodies, creating.IsCompleted));

        clock.Advance(TimeSpan.FromSeconds(0.1));
        Assert.Equal("h1", (await creating).Info.Hash);
        Assert.Equal(2, server.Bodies);
    }

    [Theory]
    [InlineData("Retry-After: 61\r\n", 61)]
    [InlineData("Retry-After: 3600\r\n", 3600)]
    [InlineData("Retry-After: 5, 70\r\n", 70)]
    [InlineData("Retry-After: 70, 5\r\n", 70)]
    [InlineData("Retry-After: 7\r\nRetry-After: 70\r\n", 70)]
    [InlineData("Retry-After: 60.5\r\n", 61)]
    [InlineData("Retry-After: Mon, 01 Jun 2026 13:00:00 GMT\r\n", 3600)]
    public async Task A_429_that_asks_for_more_than_a_minute_is_told_at_once(string header, int seconds)
    {
        await using var server = new RawServer(RawServer.Answer(429, """{"error":{"code":429,"message":"slow down"}}""", header));
        using var client = server.NewClient(new() { TimeProvider = Instants.Clock });
        var exception = await Assert.ThrowsAsync<RateLimitedException>(() => client.CreateAsync(Request, Token));

        Assert.Equal((TimeSpan.FromSeconds(seconds), "slow down", 1), (exception.RetryAfter!.Value, exception.ApiMessage, server.Bodies));
    }

    public static TheoryData<string> AbsurdTimes => ["99999999999999999999999", "922337203685.9", new string('9', 400)];

    [Theory]
    [MemberData(nameof(AbsurdTimes))]
    public async Task An_absurd_time_is_not_read_as_none(string seconds)
    {
        await using var server = new RawServer(RawServer.Answer(429, "", $"Retry-After: {seconds}\r\n"));
        using var client = server.NewClient(new() { TimeProvider = Instants.Clock });

        Assert.True((await Assert.ThrowsAsync<RateLimitedException>(() => client.CreateAsync(Request, Token))).RetryAfter > TimeSpan.FromDays(1000));
        Assert.Equal(1, server.Bodies);
    }

    [Theory]
    [InlineData("")]
    [InlineData("Retry-After: -5\r\n")]
    [InlineData("Retry-After: soon\r\n")]
    [InlineData("Retry-After: NaN\r\n")]
    public async Task A_429_without_a_sensible_time_is_sent_again_after_a_growing_one(string header)
    {
        await using var server = new RawServer(RawServer.Answer(429, "", header), RawServer.Answer(429, "", header), RawServer.Answer(429, "", header));
        using var client = server.NewClient(new() { TimeProvider = new WaitingClock(new FakeTimeProvider(Instants.Now), isOverAtOnce: true) });
        var exception = await Assert.ThrowsAsync<RateLimitedException>(() => client.CreateAsync(Request, Token));

        Assert.Equal((null, 3), (exception.RetryAfter, server.Bodies));
    }

    [Fact]
    public async Task One_attempt_is_one_attempt()
    {
        await using var server = new RawServer(RawServer.Answer(429, "", "Retry-After: 0\r\n"));
        using var client = server.NewClient(new() { TimeProvider = Instants.Clock, MaxAttempts = 1 });
        await Assert.ThrowsAsync<RateLimitedException>(() => client.CreateAsync(Request, Token));

        Assert.Equal(1, server.Bodies);
    }

    [Fact]
    public async Task What_was_not_reached_is_tried_again_and_then_told()
    {
        var closed = new TcpListener(IPAddress.Loopback, 0);
        closed.Start();
        var address = new Uri($"http://127.0.0.1:{((IPEndPoint)closed.LocalEndpoint).Port}/");
        closed.Dispose();
        var clock = new WaitingClock(new FakeTimeProvider(Instants.Now), isOverAtOnce: true);
        using var client = new OpenRouterKeysClient(ManagementKey.From(Canary.ManagementKey), new() { BaseAddress = address, TimeProvider = clock, MaxAttempts = 4 });
        var exception = await Assert.ThrowsAsync<OpenRouterUnavailableException>(() => client.CreateAsync(Request, Token));

        Canary.AssertNotIn(exception);
        Assert.IsType<SocketException>(Assert.IsType<HttpRequestException>(exception.InnerException).InnerException);
        Assert.Equal(3, clock.Waits.Count(wait => wait != OpenRouterKeysOptionsDefaults.AttemptTimeout));
    }

    [Fact]
    public async Task Where_a_rate_limit_is_left_to_the_caller_it_is_told_after_a_retry_too()
    {
        var answers = new Queue<HttpResponseMessage?>([null, new(HttpStatusCode.TooManyRequests)]);
        using var handler = new AnsweringHandler(() => answers.Dequeue() ?? throw new HttpRequestException("not reached"));
        using var flurl = new Flurl.Http.FlurlClient(new HttpClient(handler));
        var clock = new WaitingClock(new FakeTimeProvider(Instants.Now), isOverAtOnce: true);
        using var client = new OpenRouterKeysClient(ManagementKey.From(Canary.ManagementKey), flurl, new() { TimeProvider = clock });

        await Assert.ThrowsAsync<RateLimitedException>(() => client.CreateWithoutRateLimitRetryAsync(Request, Token));
        Assert.Empty(answers);
    }

    [Fact]
    public async Task A_name_that_nobody_knows_is_unavailable()
    {
        using var client = new OpenRouterKeysClient(
            ManagementKey.From(Canary.ManagementKey), new() { BaseAddress = new("https://no-such-host.invalid/"), MaxAttempts = 1 });

        Canary.AssertNotIn(await Assert.ThrowsAsync<OpenRouterUnavailableException>(() => client.CreateAsync(Request, Token)));
    }

    [Fact]
    public async Task A_failed_handshake_is_unavailable()
    {
        await using var server = new RawServer(connection => connection.SendAsync("220 plain text\r\n"));
        var address = new UriBuilder(server.BaseAddress) { Scheme = "https" }.Uri;
        using var client = new OpenRouterKeysClient(ManagementKey.From(Canary.ManagementKey), new() { BaseAddress = address, MaxAttempts = 1 });

        Canary.AssertNotIn(await Assert.ThrowsAsync<OpenRouterUnavailableException>(() => client.CreateAsync(Request, Token)));
    }
}
