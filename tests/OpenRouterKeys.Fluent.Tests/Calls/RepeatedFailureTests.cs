using System.Net;
using OpenRouterKeys.Fluent.Tests.Http;

namespace OpenRouterKeys.Fluent.Tests.Calls;

/// <summary>What is told, and with what cause, of a call that failed more than once or was given up in between.</summary>
public class RepeatedFailureTests
{
    private const string RetryAfter50 = "Retry-After: 50\r\n";
    private static readonly TimeSpan Wait = TimeSpan.FromSeconds(50);
    private static readonly KeyUpdate Change = KeyUpdate.Empty.Disable();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    // Any wait but this one is over at once.
    private static WaitingClock NewClock() => new(Instants.Clock, isOverAtOnce: true, Wait);

    [Fact]
    public async Task Doubt_is_told_of_the_first_attempt_with_its_own_cause()
    {
        await using var server = new RawServer(RawServer.Reset(), RawServer.Answer(500), RawServer.Answer(401));
        using var client = server.NewClient(new() { TimeProvider = NewClock() });
        var exception = await Assert.ThrowsAsync<KeyOutcomeUnknownException>(() => client.UpdateAsync("h1", Change, Token));

        Assert.Null(exception.StatusCode);
        Assert.IsType<HttpRequestException>(exception.InnerException);
    }

    [Fact]
    public async Task A_read_that_was_lost_is_told_with_its_own_cause()
    {
        await using var server = new RawServer(RawServer.Reset());
        using var client = server.NewClient(new() { MaxAttempts = 1 });

        Assert.IsType<HttpRequestException>((await Assert.ThrowsAsync<OpenRouterUnavailableException>(() => client.GetAsync("h1", Token))).InnerException);
    }

    [Fact]
    public async Task A_read_that_another_address_answered_is_not_tried_again()
    {
        await using var elsewhere = new RawServer(RawServer.Answer(200, """{"data":{"hash":"h1"}}"""));
        await using var server = new RawServer(RawServer.Answer(302, "", $"Location: {elsewhere.BaseAddress}/keys/h1\r\n"));
        using var flurl = new Flurl.Http.FlurlClient(new HttpClient(new SocketsHttpHandler()));
        using var client = new OpenRouterKeysClient(
            ManagementKey.From(Canary.ManagementKey), flurl, new() { BaseAddress = server.BaseAddress, TimeProvider = NewClock() });

        Assert.Equal(
            "Another address answered than the one that was asked; nothing was changed, and trying again is safe.",
            (await Assert.ThrowsAsync<OpenRouterUnavailableException>(() => client.GetAsync("h1", Token))).Message);
        Assert.Single(server.Requests);
    }

    [Fact]
    public async Task A_read_cancelled_on_the_way_is_cancelled_without_a_retry_too()
    {
        using var cancel = new CancellationTokenSource();
        await using var server = new RawServer(RawServer.Stall(afterwards: cancel.Cancel));
        using var client = server.NewClient(new() { MaxAttempts = 1 });

        Assert.Equal(cancel.Token, (await Assert.ThrowsAsync<OperationCanceledException>(() => client.GetAsync("h1", cancel.Token))).CancellationToken);
    }

    [Fact]
    public async Task A_call_cancelled_between_attempts_is_cancelled()
    {
        var clock = NewClock();
        await using var server = new RawServer(RawServer.Answer(429, "", RetryAfter50));
        using var client = server.NewClient(new() { TimeProvider = clock });
        using var cancel = new CancellationTokenSource();
        var changing = client.UpdateAsync("h1", Change, cancel.Token);
        await clock.UntilWaitingForAsync(Wait).WaitAsync(Token);
        await cancel.CancelAsync();

        Assert.Equal(cancel.Token, (await Assert.ThrowsAsync<OperationCanceledException>(() => changing)).CancellationToken);
    }

    [Fact]
    public async Task A_call_cancelled_between_attempts_after_one_in_doubt_is_in_doubt()
    {
        var clock = NewClock();
        await using var server = new RawServer(RawServer.Reset(), RawServer.Answer(429, "", RetryAfter50));
        using var client = server.NewClient(new() { TimeProvider = clock });
        using var cancel = new CancellationTokenSource();
        var changing = client.UpdateAsync("h1", Change, cancel.Token);
        await clock.UntilWaitingForAsync(Wait).WaitAsync(Token);
        await cancel.CancelAsync();

        var exception = await Assert.ThrowsAsync<KeyOutcomeUnknownException>(() => changing);
        Assert.Equal(("h1", cancel.Token), (exception.Hash, Assert.IsType<OperationCanceledException>(exception.InnerException).CancellationToken));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task What_was_not_reached_is_tried_again(bool isRead)
    {
        var attempts = 0;
        using var handler = new AnsweringHandler(() => ++attempts == 1
            ? throw new HttpRequestException("not reached")
            : new(HttpStatusCode.OK) { Content = new StringContent("""{"data":{"hash":"h1"}}""") });
        using var flurl = new Flurl.Http.FlurlClient(new HttpClient(handler));
        using var client = new OpenRouterKeysClient(ManagementKey.From(Canary.ManagementKey), flurl, new() { TimeProvider = NewClock() });
        var key = await (isRead ? client.GetAsync("h1", Token) : client.UpdateAsync("h1", Change, Token));

        Assert.Equal(("h1", 2), (key.Hash, attempts));
    }

    [Fact]
    public async Task That_there_is_no_such_key_is_told_in_the_APIs_words()
    {
        await using var server = new RawServer(RawServer.Answer(404, """{"error":{"message":"API key not found"}}"""));
        using var client = server.NewClient();

        Assert.Equal("API key not found", (await Assert.ThrowsAsync<NoSuchKeyException>(() => client.GetAsync("h1", Token))).ApiMessage);
    }

    [Fact]
    public async Task A_call_without_a_body_tells_of_none()
    {
        await using var server = new RawServer(RawServer.Answer(200, """{"data":{"hash":"h1"}}"""), RawServer.Answer(200));
        using var client = server.NewClient();
        await client.GetAsync("h1", Token);
        await client.DeleteAsync("h1", Token);

        Assert.DoesNotContain("Content-", server.Requests[0], StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("Content-Type", server.Requests[1], StringComparison.OrdinalIgnoreCase);
    }
}
