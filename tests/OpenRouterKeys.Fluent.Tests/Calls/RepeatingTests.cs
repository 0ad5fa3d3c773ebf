using System.Net;
using OpenRouterKeys.Fluent.Tests.Http;

namespace OpenRouterKeys.Fluent.Tests.Calls;

/// <summary>What is sent again, and what is told where that did not help.</summary>
public class RepeatingTests
{
    private const string Key = """{"data":{"hash":"h1","name":"ci-bot"}}""";
    private static readonly KeyUpdate Change = KeyUpdate.Empty.Disable();

    private static readonly Dictionary<string, Func<Connection, Task>> Faults = new(StringComparer.Ordinal)
    {
        { "408", RawServer.Answer(408) },
        { "425", RawServer.Answer(425) },
        { "429", RawServer.Answer(429, "", "Retry-After: 0\r\n") },
        { "500", RawServer.Answer(500) },
        { "503", RawServer.Answer(503) },
        { "526", RawServer.Answer(526, "<html>") },
        { "closed", RawServer.CloseAfterReading() },
        { "reset", RawServer.Reset() },
        { "cut", RawServer.Send("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{") },
    };

    public static TheoryData<string> Transient => [.. Faults.Keys];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(Transient))]
    public async Task Any_of_them_is_sent_again_after_what_may_pass(string what)
    {
        var fault = Faults[what];
        foreach (var call in Calls)
        {
            await using var server = new RawServer(fault, fault, RawServer.Answer(200, Key));
            using var client = Patient(server);
            await call(client);
            Assert.Equal((what, 3), (what, server.Requests.Count));
        }
    }

    [Theory]
    [MemberData(nameof(Transient))]
    public async Task When_attempts_are_spent_a_read_says_that_nothing_was_changed(string what)
    {
        var fault = Faults[what];
        await using var server = new RawServer(fault, fault, fault);
        using var client = Patient(server);
        var exception = await Assert.ThrowsAnyAsync<OpenRouterKeysException>(() => client.GetAsync("h1", Token));

        Assert.Equal(what == "429" ? typeof(RateLimitedException) : typeof(OpenRouterUnavailableException), exception.GetType());
        Assert.Equal(3, server.Requests.Count);
        Canary.AssertNotIn(exception);
    }

    [Theory]
    [MemberData(nameof(Transient))]
    public async Task When_attempts_are_spent_a_change_or_deletion_is_in_doubt(string what)
    {
        var fault = Faults[what];
        foreach (var call in Calls.Skip(1))
        {
            await using var server = new RawServer(fault, fault, fault);
            using var client = Patient(server);
            var exception = await Assert.ThrowsAnyAsync<OpenRouterKeysException>(() => call(client));

            Assert.Equal(what == "429" ? typeof(RateLimitedException) : typeof(KeyOutcomeUnknownException), exception.GetType());
            Assert.True(exception is not KeyOutcomeUnknownException unknown || (unknown.Hash, unknown.Request, unknown.AttemptedAt >= Instants.Now) == ("h1", null, true));
            Canary.AssertNotIn(exception);
        }
    }

    [Theory]
    [InlineData(301)]
    [InlineData(307)]
    [InlineData(409)]
    public async Task What_does_not_pass_is_not_sent_again(int status)
    {
        foreach (var call in Calls)
        {
            await using var server = new RawServer(RawServer.Answer(status, "", "Location: /elsewhere\r\n"));
            using var client = Patient(server);
            var exception = await Assert.ThrowsAnyAsync<OpenRouterKeysException>(() => call(client));

            var told = exception is OpenRouterUnavailableException read ? read.StatusCode : Assert.IsType<KeyOutcomeUnknownException>(exception).StatusCode;
            Assert.Equal(((HttpStatusCode)status, 1), (told!.Value, server.Requests.Count));
        }
    }

    [Fact]
    public async Task A_refusal_after_an_attempt_in_doubt_does_not_end_the_doubt()
    {
        await using var server = new RawServer(RawServer.Reset(), RawServer.Answer(401));
        using var client = Patient(server);
        await Assert.ThrowsAsync<KeyOutcomeUnknownException>(() => client.UpdateAsync("h1", Change, Token));
    }

    [Fact]
    public async Task A_deletion_whose_key_is_gone_when_it_is_sent_again_has_succeeded()
    {
        await using var server = new RawServer(RawServer.Reset(), RawServer.Answer(404));
        using var client = Patient(server);
        await client.DeleteAsync("h1", Token);
        Assert.Equal(2, server.Requests.Count);
    }

    [Fact]
    public async Task The_same_where_a_handler_has_sent_it_again()
    {
        await using var server = new RawServer(RawServer.Answer(503), RawServer.Answer(404), RawServer.Answer(404));
        using var http = new HttpClient(new RetryHandler(new SendOnceHandler(new SocketsHttpHandler())));
        using var flurl = new Flurl.Http.FlurlClient(http);
        using var client = new OpenRouterKeysClient(ManagementKey.From(Canary.ManagementKey), flurl, new() { BaseAddress = server.BaseAddress, MaxAttempts = 1 });
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
    public async Task A_deletion_is_what_the_answer_says(int status, string body, bool isDeleted)
    {
        await using var server = new RawServer(status == 204 ? RawServer.Send("HTTP/1.1 204 x\r\nConnection: close\r\n\r\n") : RawServer.Answer(status, body));
        using var client = Patient(server);
        var exception = await Record.ExceptionAsync(() => client.DeleteAsync("h1", Token));
        Assert.Equal((isDeleted, true), (exception is null, exception is null or KeyOutcomeUnknownException { Hash: "h1" }));
    }

    [Theory]
    [InlineData("")]
    [InlineData("<html>")]
    [InlineData("{}")]
    [InlineData("""{"data":[]}""")]
    [InlineData("""{"data":{"hash":"h1"}""")]
    public async Task An_answer_that_tells_of_no_key_is_no_answer(string body)
    {
        await using var server = new RawServer(RawServer.Answer(200, body), RawServer.Answer(200, body));
        using var client = Patient(server);
        Assert.Equal(HttpStatusCode.OK, (await Assert.ThrowsAsync<OpenRouterUnavailableException>(() => client.GetAsync("h1", Token))).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await Assert.ThrowsAsync<KeyOutcomeUnknownException>(() => client.UpdateAsync("h1", Change, Token))).StatusCode);
    }

    [Theory]
    [InlineData("""{"data":{}}""")]
    [InlineData("""{"data":null}""")]
    [InlineData("""{"data":[1]}""")]
    [InlineData("""{"data":[{"hash":"h1"}""")]
    [InlineData("[]")]
    public async Task An_answer_that_is_no_list_is_no_answer(string body)
    {
        await using var server = new RawServer(RawServer.Answer(200, body));
        using var client = Patient(server);
        await Assert.ThrowsAsync<OpenRouterUnavailableException>(async () => await client.ListAsync(cancellationToken: Token).ToListAsync(Token));
    }

    [Fact]
    public async Task A_list_that_is_the_same_whatever_page_is_asked_for_ends()
    {
        const string Page = """{"data":[{"hash":"h1"},{"hash":"h2"},{"name":"without a hash"}]}""";
        await using var server = new RawServer(RawServer.Answer(200, Page), RawServer.Answer(200, Page));
        using var client = Patient(server);

        Assert.Equal(["h1", "h2", "", ""], (await client.ListAsync(cancellationToken: Token).ToListAsync(Token)).Select(key => key.Hash));
        Assert.Contains("GET /api/v1/keys?offset=3 ", server.Requests[^1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_read_cancelled_on_the_way_is_cancelled_and_a_change_in_doubt()
    {
        using var cancel = new CancellationTokenSource();
        await using var server = new RawServer(RawServer.Stall(afterwards: cancel.Cancel));
        using var client = Patient(server);
        Assert.Equal(cancel.Token, (await Assert.ThrowsAsync<OperationCanceledException>(() => client.GetAsync("h1", cancel.Token))).CancellationToken);

        using var again = new CancellationTokenSource();
        await using var other = new RawServer(RawServer.Stall(afterwards: again.Cancel));
        using var second = Patient(other);
        var exception = await Assert.ThrowsAsync<KeyOutcomeUnknownException>(() => second.UpdateAsync("h1", Change, again.Token));
        Assert.Equal(again.Token, Assert.IsType<OperationCanceledException>(exception.InnerException).CancellationToken);
        Assert.Single(other.Requests);
    }

    [Fact]
    public async Task A_change_that_cannot_reach_the_API_changed_nothing()
    {
        using var client = new OpenRouterKeysClient(ManagementKey.From(Canary.ManagementKey), new() { BaseAddress = new("http://127.0.0.1:1"), MaxAttempts = 1 });
        await Assert.ThrowsAsync<OpenRouterUnavailableException>(() => client.UpdateAsync("h1", Change, Token));
        await Assert.ThrowsAsync<OpenRouterUnavailableException>(() => client.DeleteAsync("h1", Token));
    }

    private static IEnumerable<Func<OpenRouterKeysClient, Task>> Calls =>
    [
        client => client.GetAsync("h1", Token),
        client => client.UpdateAsync("h1", Change, Token),
        client => client.DeleteAsync("h1", Token),
    ];

    // Waiting between attempts is over at once.
    private static OpenRouterKeysClient Patient(RawServer server) => server.NewClient(new() { TimeProvider = new WaitingClock(Instants.Clock, isOverAtOnce: true) });
}
