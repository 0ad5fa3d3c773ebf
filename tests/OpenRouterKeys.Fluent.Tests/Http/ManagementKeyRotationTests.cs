using System.Text.RegularExpressions;
using Flurl.Http;

namespace OpenRouterKeys.Fluent.Tests.Http;

/// <summary>Clients whose management key is returned by a function.</summary>
public partial class ManagementKeyRotationTests
{
    private const string KeyJson = """{"data":{"hash":"h1","name":"ci-bot"}}""";
    private const string ListJson = """{"data":[{"hash":"h1"}]}""";

    private static readonly Dictionary<string, (Func<OpenRouterKeysClient, Task> Call, string Response)> Calls = new(StringComparer.Ordinal)
    {
        { "create", (client => client.CreateAsync(KeyRequest.Named("ci-bot"), Token), RawServer.Created) },
        { "list", (client => client.ListAsync(cancellationToken: Token).FirstAsync(Token).AsTask(), ListJson) },
        { "get", (client => client.GetAsync("h1", Token), KeyJson) },
        { "current", (client => client.GetCurrentAsync(cancellationToken: Token), KeyJson) },
        { "update", (client => client.UpdateAsync("h1", KeyUpdate.Empty.Disable(), Token), KeyJson) },
        { "delete", (client => client.DeleteAsync("h1", Token), "{}") },
    };

    private static readonly Dictionary<string, Exception> Exceptions = new(StringComparer.Ordinal)
    {
        { "other", new FormatException() },
        { "rate limited", new RateLimitedException() },
        { "unavailable", new OpenRouterUnavailableException { IsTransient = true } },
        { "unknown", new KeyOutcomeUnknownException { AttemptedAt = TestTime.Now, IsTransient = true } },
        { "no such key", new NoSuchKeyException() },
        { "canceled", new TaskCanceledException() },
    };

    public static TheoryData<string, bool> CallsAndClients => new(from call in Calls.Keys from isOwnClient in new[] { true, false } select (call, isOwnClient));

    public static TheoryData<string, string> CallsAndExceptions => new(from call in Calls.Keys from exception in Exceptions.Keys select (call, exception));

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(CallsAndClients))]
    public async Task Every_attempt_sends_the_current_key(string name, bool isOwnClient)
    {
        var (call, response) = Calls[name];
        await using var server = new RawServer(Limited, Limited, RawServer.Respond(200, response), RawServer.Respond(200, response));
        using var flurl = isOwnClient ? null : new FlurlClient(new HttpClient(new SendOnceHandler(new SocketsHttpHandler { AllowAutoRedirect = false })));
        var count = 0;
        ManagementKey GetKey() => NumberedKey(++count);
        using var client = flurl is null ? new OpenRouterKeysClient(GetKey, OptionsFor(server)) : new OpenRouterKeysClient(GetKey, flurl, OptionsFor(server));
        await call(client);
        await call(client);

        Assert.Equal(["key-number-1", "key-number-2", "key-number-3", "key-number-4"], SentKeys(server));
        Assert.Equal(4, count);
    }

    [Fact]
    public async Task Every_page_of_a_list_is_read_with_the_current_key()
    {
        await using var server = new RawServer(
            RawServer.Respond(200, """{"data":[{"hash":"h1"},{"hash":"h2"}]}"""), RawServer.Respond(200, """{"data":[{"hash":"h2"}]}"""));
        var count = 0;
        using var client = new OpenRouterKeysClient(() => NumberedKey(++count), OptionsFor(server));
        Assert.Equal(2, await client.ListAsync(cancellationToken: Token).CountAsync(Token));
        Assert.Equal(["key-number-1", "key-number-2"], SentKeys(server));
    }

    [Theory]
    [MemberData(nameof(CallsAndExceptions))]
    public async Task Exception_of_the_function_is_thrown_and_nothing_is_sent(string name, string exception)
    {
        await using var server = new RawServer();
        var count = 0;
        using var client = new OpenRouterKeysClient(() => throw Counted(ref count, Exceptions[exception]), OptionsFor(server));

        Assert.Same(Exceptions[exception], await Record.ExceptionAsync(() => Calls[name].Call(client)));
        Assert.Equal((1, 0), (count, server.Requests.Count));
    }

    [Theory]
    [MemberData(nameof(CallsAndExceptions))]
    public async Task Exception_of_the_function_is_thrown_if_the_earlier_attempt_was_rejected(string name, string exception)
    {
        await using var server = new RawServer(Limited);
        var count = 0;
        using var client = new OpenRouterKeysClient(() => count++ == 0 ? NumberedKey(1) : throw Exceptions[exception], OptionsFor(server));

        Assert.Same(Exceptions[exception], await Record.ExceptionAsync(() => Calls[name].Call(client)));
        Assert.Equal((2, 1), (count, server.Requests.Count));
    }

    [Theory]
    [MemberData(nameof(CallsAndExceptions))]
    public async Task Exception_of_the_function_does_not_hide_an_unknown_outcome(string name, string exception)
    {
        await using var server = new RawServer(RawServer.Respond(500));
        var count = 0;
        using var client = new OpenRouterKeysClient(() => count++ == 0 ? NumberedKey(1) : throw Exceptions[exception], OptionsFor(server));
        var thrown = await Record.ExceptionAsync(() => Calls[name].Call(client));

        if (name is "create" or "update" or "delete")
        {
            Assert.Equal(System.Net.HttpStatusCode.InternalServerError, Assert.IsType<KeyOutcomeUnknownException>(thrown).StatusCode);
        }
        else
        {
            Assert.Same(Exceptions[exception], thrown);
        }

        Assert.Equal((name == "create" ? 1 : 2, 1), (count, server.Requests.Count));
    }

    [Fact]
    public async Task Function_that_returns_null_throws_and_nothing_is_sent()
    {
        await using var server = new RawServer();
        using var client = new OpenRouterKeysClient(() => null!, OptionsFor(server));
        foreach (var (call, _) in Calls.Values)
        {
            Assert.Contains("returned null. Return a key", (await Assert.ThrowsAsync<InvalidOperationException>(() => call(client))).Message, StringComparison.Ordinal);
        }

        Assert.Empty(server.Requests);
    }

    [Fact]
    public async Task Canceled_or_invalid_call_does_not_call_the_function()
    {
        using var client = new OpenRouterKeysClient(() => throw new FormatException());
        await Assert.ThrowsAsync<OperationCanceledException>(() => client.GetAsync("h1", new(canceled: true)));
        await Assert.ThrowsAsync<InvalidKeyRequestException>(() => client.CreateAsync(KeyRequest.Named(" "), Token));
        await Assert.ThrowsAsync<ArgumentException>(() => client.GetAsync(" ", Token));
    }

    [Fact]
    public async Task Current_key_of_a_given_key_does_not_call_the_function()
    {
        await using var server = new RawServer(RawServer.Respond(200, KeyJson));
        using var client = new OpenRouterKeysClient(() => throw new FormatException(), OptionsFor(server));
        Assert.Equal("ci-bot", (await client.GetCurrentAsync(ApiKey.From("api-key-4711"), Token)).Name);
        Assert.Equal(["api-key-4711"], SentKeys(server));
    }

    [Fact]
    public async Task Current_and_previous_keys_are_removed_from_messages()
    {
        var keys = string.Join(", ", Enumerable.Range(1, 5).Select(number => NumberedKey(number).Reveal()));
        await using var server = new RawServer([.. Enumerable.Range(0, 7).Select(_ => RawServer.Respond(400, $$$"""{"error":{"message":"Not {{{keys}}} or api-key-4711"}}"""))]);
        var count = 0;
        using var client = new OpenRouterKeysClient(() => NumberedKey(++count), OptionsFor(server));
        for (var call = 0; call < 4; call++)
        {
            await Assert.ThrowsAsync<KeyRequestRejectedException>(() => client.GetAsync("h1", Token));
        }

        var exception = await Assert.ThrowsAsync<KeyRequestRejectedException>(() => client.GetAsync("h1", Token));
        Assert.Equal("Not ***, ***, ***, ***, *** or api-key-4711", exception.ApiMessage);
        Assert.DoesNotContain("key-number", exception.ToString(), StringComparison.Ordinal);

        exception = await Assert.ThrowsAsync<KeyRequestRejectedException>(() => client.GetCurrentAsync(ApiKey.From("api-key-4711"), Token));
        Assert.Equal("Not ***, ***, ***, ***, *** or ***", exception.ApiMessage);

        count = 2; // a key that is used again counts as new
        exception = await Assert.ThrowsAsync<KeyRequestRejectedException>(() => client.GetAsync("h1", Token));
        Assert.Equal("Not ***, ***, ***, ***, *** or api-key-4711", exception.ApiMessage);
    }

    [Theory]
    [InlineData("get")]
    [InlineData("list")]
    [InlineData("create")]
    public async Task Current_and_previous_keys_are_removed_from_key_information(string name)
    {
        const string Key = """{"hash":"h1","name":"of key-number-1 and key-number-2","note":"key-number-1","other":1}""";
        await using var server = new RawServer(
            RawServer.Respond(400), RawServer.Respond(200, name == "list" ? $$"""{"data":[{{Key}}]}""" : $$"""{"data":{{Key}},"key":"{{RawServer.Secret}}"}"""));
        var count = 0;
        using var client = new OpenRouterKeysClient(() => NumberedKey(++count), OptionsFor(server));
        await Assert.ThrowsAsync<KeyRequestRejectedException>(() => client.GetAsync("h1", Token));
        var info = name switch
        {
            "get" => await client.GetAsync("h1", Token),
            "list" => await client.ListAsync(cancellationToken: Token).FirstAsync(Token),
            _ => (await client.CreateAsync(KeyRequest.Named("ci-bot"), Token)).Info,
        };

        Assert.Equal(("of *** and ***", "other"), (info.Name, Assert.Single(info.AdditionalProperties).Key));
    }

    [Fact]
    public async Task Hash_that_contains_a_current_or_previous_key_is_not_sent()
    {
        await using var server = new RawServer(RawServer.Respond(200, KeyJson), RawServer.Respond(200, KeyJson));
        var count = 0;
        using var client = new OpenRouterKeysClient(() => NumberedKey(++count), OptionsFor(server));
        foreach (var hash in new[] { "key-number-1", "xkey-number-2x", "key-number-1" })
        {
            // The first two are not known before the function returns them.
            Assert.Equal("hash", (await Assert.ThrowsAsync<ArgumentException>(() => client.GetAsync(hash, Token))).ParamName);
            await Assert.ThrowsAsync<ArgumentException>(() => client.DeleteAsync(hash, Token));
        }

        Assert.Empty(server.Requests);
        Assert.Equal(2, count);
    }

    [Fact]
    public void Concurrent_calls_keep_the_last_keys()
    {
        var next = 0;
        var source = new ManagementKeySource(() => NumberedKey(Interlocked.Increment(ref next) % 4));
        Parallel.For(0, 1_000, _ => Assert.Contains(source.GetCurrent(), source.KnownKeys));
        Assert.Equal(["key-number-0", "key-number-1", "key-number-2", "key-number-3"], source.KnownKeys.Select(key => key.Reveal()).Order());
    }

    [Fact]
    public void Unchanged_key_allocates_no_memory()
    {
        var key = ManagementKey.From("key-number-1");
        foreach (var source in new ManagementKeySource[] { new(key), new(() => key) })
        {
            source.GetCurrent();
            var before = GC.GetAllocatedBytesForCurrentThread();
            source.GetCurrent();
            Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
        }
    }

    private static Func<Connection, Task> Limited => RawServer.Respond(429, "", "Retry-After: 0\r\n");

    // Another instance for each call, as a vault returns.
    private static ManagementKey NumberedKey(int number) => ManagementKey.From($"key-number-{number}");

    private static Exception Counted(ref int count, Exception exception)
    {
        count++;
        return exception;
    }

    private static IEnumerable<string> SentKeys(RawServer server) => server.Requests.Select(request => BearerToken().Match(request).Groups[1].Value);

    // Delays between attempts elapse immediately.
    private static OpenRouterKeysOptions OptionsFor(RawServer server) =>
        new() { BaseAddress = server.BaseAddress, TimeProvider = new RecordingTimeProvider(TestTime.NewProvider(), skipDelays: true) };

    [GeneratedRegex("Authorization: Bearer (.*)\r\n")]
    private static partial Regex BearerToken();
}
