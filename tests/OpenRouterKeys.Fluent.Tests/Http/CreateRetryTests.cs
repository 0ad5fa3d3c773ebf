using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Time.Testing;

namespace OpenRouterKeys.Fluent.Tests.Http;

/// <summary>Retries of a creation.</summary>
public class CreateRetryTests
{
    private static readonly KeyRequest Request = KeyRequest.Named("ci-bot");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("Retry-After: 0\r\n")]
    [InlineData("Retry-After: Mon, 01 Jun 2026 11:00:00 GMT\r\n")]
    public async Task Status_429_is_retried_immediately_if_Retry_After_has_elapsed(string header)
    {
        await using var server = new RawServer(
            RawServer.Respond(429, "", header), RawServer.Respond(429, "", header), RawServer.Respond(201, RawServer.Created));
        using var client = server.CreateClient(new() { TimeProvider = TestTime.NewProvider() });

        Assert.Equal("h1", (await client.CreateAsync(Request, Token)).Info.Hash);
        Assert.Equal(3, server.BodyCount);
    }

    [Fact]
    public async Task Status_429_is_not_retried_before_Retry_After()
    {
        await using var server = new RawServer(RawServer.Respond(429, "", "Retry-After: 60\r\n"), RawServer.Respond(201, RawServer.Created));
        var time = new FakeTimeProvider(TestTime.Now);
        var recorded = new RecordingTimeProvider(time);
        using var client = server.CreateClient(new() { TimeProvider = recorded });

        var creating = client.CreateAsync(Request, Token);
        await recorded.WaitForTimerAsync(TimeSpan.FromSeconds(60)).WaitAsync(Token);
        time.Advance(TimeSpan.FromSeconds(59.9));
        Assert.Equal((1, false), (server.BodyCount, creating.IsCompleted));

        time.Advance(TimeSpan.FromSeconds(0.1));
        Assert.Equal("h1", (await creating).Info.Hash);
        Assert.Equal(2, server.BodyCount);
    }

    [Theory]
    [InlineData("Retry-After: 61\r\n", 61)]
    [InlineData("Retry-After: 3600\r\n", 3600)]
    [InlineData("Retry-After: 5, 70\r\n", 70)]
    [InlineData("Retry-After: 70, 5\r\n", 70)]
    [InlineData("Retry-After: 7\r\nRetry-After: 70\r\n", 70)]
    [InlineData("Retry-After: 60.5\r\n", 61)]
    [InlineData("Retry-After: Mon, 01 Jun 2026 13:00:00 GMT\r\n", 3600)]
    public async Task Retry_After_over_60_seconds_throws_immediately(string header, int seconds)
    {
        await using var server = new RawServer(RawServer.Respond(429, """{"error":{"code":429,"message":"slow down"}}""", header));
        using var client = server.CreateClient(new() { TimeProvider = TestTime.NewProvider() });
        var exception = await Assert.ThrowsAsync<RateLimitedException>(() => client.CreateAsync(Request, Token));

        Assert.Equal((TimeSpan.FromSeconds(seconds), "slow down", 1), (exception.RetryAfter!.Value, exception.ApiMessage, server.BodyCount));
    }

    [Theory]
    [InlineData("Date: Mon, 01 Jun 2026 12:59:00 GMT\r\n", 60)]
    [InlineData("Date: Mon, 01 Jun 2026 10:00:00 GMT\r\n", 3 * 3600)]
    [InlineData("Date: Mon, 01 Jun 2026 14:00:00 GMT\r\n", 0)]
    [InlineData("Date: now\r\n", 3600)]
    public async Task Retry_After_as_date_is_relative_to_Date(string header, int seconds)
    {
        await using var server = new RawServer(RawServer.Respond(429, "", $"Retry-After: Mon, 01 Jun 2026 13:00:00 GMT\r\n{header}"));
        using var client = server.CreateClient(new() { TimeProvider = TestTime.NewProvider(), MaxAttempts = 1 });

        Assert.Equal(TimeSpan.FromSeconds(seconds), (await Assert.ThrowsAsync<RateLimitedException>(() => client.CreateAsync(Request, Token))).RetryAfter);
    }

    public static TheoryData<string> HugeSeconds => ["99999999999999999999999", "922337203685.9", new string('9', 400)];

    [Theory]
    [MemberData(nameof(HugeSeconds))]
    public async Task Huge_Retry_After_throws_immediately(string seconds)
    {
        await using var server = new RawServer(RawServer.Respond(429, "", $"Retry-After: {seconds}\r\n"));
        using var client = server.CreateClient(new() { TimeProvider = TestTime.NewProvider() });

        Assert.True((await Assert.ThrowsAsync<RateLimitedException>(() => client.CreateAsync(Request, Token))).RetryAfter > TimeSpan.FromDays(1000));
        Assert.Equal(1, server.BodyCount);
    }

    [Theory]
    [InlineData("")]
    [InlineData("Retry-After: -5\r\n")]
    [InlineData("Retry-After: soon\r\n")]
    [InlineData("Retry-After: NaN\r\n")]
    public async Task Status_429_without_valid_Retry_After_is_retried(string header)
    {
        await using var server = new RawServer(RawServer.Respond(429, "", header), RawServer.Respond(429, "", header), RawServer.Respond(429, "", header));
        using var client = server.CreateClient(new() { TimeProvider = new RecordingTimeProvider(new FakeTimeProvider(TestTime.Now), skipDelays: true) });
        var exception = await Assert.ThrowsAsync<RateLimitedException>(() => client.CreateAsync(Request, Token));

        Assert.Equal((null, 3), (exception.RetryAfter, server.BodyCount));
    }

    [Fact]
    public async Task MaxAttempts_1_does_not_retry()
    {
        await using var server = new RawServer(RawServer.Respond(429, "", "Retry-After: 0\r\n"));
        using var client = server.CreateClient(new() { TimeProvider = TestTime.NewProvider(), MaxAttempts = 1 });
        await Assert.ThrowsAsync<RateLimitedException>(() => client.CreateAsync(Request, Token));

        Assert.Equal(1, server.BodyCount);
    }

    [Fact]
    public async Task Refused_connection_is_retried_then_unavailable()
    {
        var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var address = new Uri($"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}/");
        listener.Dispose();
        var time = new RecordingTimeProvider(new FakeTimeProvider(TestTime.Now), skipDelays: true);
        using var client = new OpenRouterKeysClient(ManagementKey.From(TestSecrets.ManagementKey), new() { BaseAddress = address, TimeProvider = time, MaxAttempts = 4 });
        var exception = await Assert.ThrowsAsync<OpenRouterUnavailableException>(() => client.CreateAsync(Request, Token));

        TestSecrets.AssertNotIn(exception);
        Assert.IsType<SocketException>(Assert.IsType<HttpRequestException>(exception.InnerException).InnerException);
        Assert.Equal(3, time.DueTimes.Count(dueTime => dueTime != RecordingTimeProvider.AttemptTimeout));
    }

    [Fact]
    public async Task CreateWithoutRateLimitRetry_throws_rate_limit_after_connection_retry()
    {
        var responses = new Queue<HttpResponseMessage?>([null, new(HttpStatusCode.TooManyRequests)]);
        using var handler = new StubHandler(() => responses.Dequeue() ?? throw new HttpRequestException("connection refused"));
        using var flurl = new Flurl.Http.FlurlClient(new HttpClient(handler));
        var time = new RecordingTimeProvider(new FakeTimeProvider(TestTime.Now), skipDelays: true);
        using var client = new OpenRouterKeysClient(ManagementKey.From(TestSecrets.ManagementKey), flurl, new() { TimeProvider = time });

        await Assert.ThrowsAsync<RateLimitedException>(() => client.CreateWithoutRateLimitRetryAsync(Request, Token));
        Assert.Empty(responses);
    }

    [Fact]
    public async Task Unknown_host_is_unavailable()
    {
        using var client = new OpenRouterKeysClient(
            ManagementKey.From(TestSecrets.ManagementKey), new() { BaseAddress = new("https://no-such-host.invalid/"), MaxAttempts = 1 });

        TestSecrets.AssertNotIn(await Assert.ThrowsAsync<OpenRouterUnavailableException>(() => client.CreateAsync(Request, Token)));
    }

    [Fact]
    public async Task Failed_TLS_handshake_is_unavailable()
    {
        await using var server = new RawServer(connection => connection.SendAsync("220 plain text\r\n"));
        var address = new UriBuilder(server.BaseAddress) { Scheme = "https" }.Uri;
        using var client = new OpenRouterKeysClient(ManagementKey.From(TestSecrets.ManagementKey), new() { BaseAddress = address, MaxAttempts = 1 });

        TestSecrets.AssertNotIn(await Assert.ThrowsAsync<OpenRouterUnavailableException>(() => client.CreateAsync(Request, Token)));
    }
}
