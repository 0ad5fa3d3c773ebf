using System.Net;
using System.Net.Sockets;

namespace OpenRouterKeys.Fluent.Tests.Http;

/// <summary>The messages of exceptions: what happened, whether anything was changed, and what to do.</summary>
public class ExceptionMessageTests
{
    private const string ErrorBody = """{"error":{"code":400,"message":"No such thing."}}""";
    private const string CreateAdvice = "Look for it by its name and time of creation, and delete it, because its secret is lost. Then create it again.";
    private const string KeyAdvice = "Read the key before trying again.";
    private const string ForbiddenAdvice = "Possible causes: the key is not a management key, it belongs to another workspace, it lacks a permission, "
        + "or the account's IP allowlist does not contain your address. Check the key and the allowlist.";

    private const string ForbiddenApiKeyAdvice =
        "Possible causes: the key lacks a permission, or the account's IP allowlist does not contain your address. Check the key and the allowlist.";

    private const string NotFoundAdvice = "Check the base address and, if you set a workspace, its id.";
    private static readonly OpenRouterKeysOptions OneAttempt = new() { TimeProvider = TestTime.NewProvider(), MaxAttempts = 1 };

    private static readonly Dictionary<string, Func<OpenRouterKeysClient, Task>> Calls = new(StringComparer.Ordinal)
    {
        ["create"] = client => client.CreateAsync(KeyRequest.Named("ci-bot"), Token),
        ["get"] = client => client.GetAsync("h1", Token),
        ["list"] = client => client.ListAsync(cancellationToken: Token).ToListAsync(Token).AsTask(),
        ["current"] = client => client.GetCurrentAsync(ApiKey.From("sk-or-v1-1"), Token),
        ["update"] = client => client.UpdateAsync("h1", KeyUpdate.Empty.Disable(), Token),
        ["delete"] = client => client.DeleteAsync("h1", Token),
    };

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("create", 400, ErrorBody, "The API returned 400; no key was created. The API's message: No such thing.")]
    [InlineData("create", 400, "", "The API returned 400; no key was created.")]
    [InlineData("create", 401, "", "The API returned 401; no key was created. Check the management key.")]
    [InlineData("create", 403, ErrorBody, $"The API returned 403; no key was created. The API's message: No such thing. {ForbiddenAdvice}")]
    [InlineData("create", 404, "", $"The API returned 404; no key was created. {NotFoundAdvice}")]
    [InlineData("create", 429, "", "The API returned 429; no key was created. Wait before trying again.")]
    [InlineData("create", 500, "", $"Whether a key was created is unknown: the API returned 500. {CreateAdvice}")]
    [InlineData("create", 200, "{}", $"Whether a key was created is unknown: the API returned 200 without the new key's secret. {CreateAdvice}")]
    [InlineData("get", 400, "", "The API returned 400; nothing was read.")]
    [InlineData("get", 404, "", "The API returned 404; nothing was read.")]
    [InlineData("get", 500, "", "The API returned 500; nothing was changed. It is safe to try again.")]
    [InlineData("get", 200, "[]", "The API returned 200 with an unexpected body; nothing was changed. It is safe to try again.")]
    [InlineData("get", 403, ErrorBody, $"The API returned 403; nothing was read. The API's message: No such thing. {ForbiddenAdvice}")]
    [InlineData("list", 400, ErrorBody, "The API returned 400; nothing was read. The API's message: No such thing.")]
    [InlineData("list", 403, ErrorBody, $"The API returned 403; nothing was read. The API's message: No such thing. {ForbiddenAdvice}")]
    [InlineData("list", 404, ErrorBody, $"The API returned 404; nothing was read. The API's message: No such thing. {NotFoundAdvice}")]
    [InlineData("current", 401, "", "The API returned 401; nothing was read. Check the API key.")]
    [InlineData("current", 403, "", $"The API returned 403; nothing was read. {ForbiddenApiKeyAdvice}")]
    [InlineData("update", 403, "", $"The API returned 403; nothing was changed. {ForbiddenAdvice}")]
    [InlineData("update", 400, "", "The API returned 400; nothing was changed.")]
    [InlineData("update", 502, "", $"Whether the key was changed is unknown: the API returned 502. {KeyAdvice}")]
    [InlineData("delete", 403, "", $"The API returned 403; nothing was changed. {ForbiddenAdvice}")]
    [InlineData("delete", 409, "", $"Whether the key was deleted is unknown: the API returned 409. {KeyAdvice}")]
    [InlineData("delete", 200, """{"deleted":false}""", $"Whether the key was deleted is unknown: the API returned 200 with an unexpected body. {KeyAdvice}")]
    public Task Complete_response_has_message(string call, int status, string body, string message) => AssertMessageAsync(message, call, RawServer.Respond(status, body));

    [Theory]
    [InlineData("create", $"Whether a key was created is unknown: the API returned 400, and the response was truncated. {CreateAdvice}")]
    [InlineData("get", "The API returned 400, and the response was truncated; nothing was changed. It is safe to try again.")]
    [InlineData("update", $"Whether the key was changed is unknown: the API returned 400, and the response was truncated. {KeyAdvice}")]
    public Task Truncated_response_has_message(string call, string message) =>
        AssertMessageAsync(message, call, RawServer.Send("HTTP/1.1 400 Bad Request\r\nContent-Length: 100\r\n\r\n{"));

    [Theory]
    [InlineData("create", $"Whether a key was created is unknown: the connection to 127.0.0.1 was closed before a response arrived. {CreateAdvice}")]
    [InlineData("get", "The connection to 127.0.0.1 was closed before a response arrived; nothing was changed. It is safe to try again.")]
    [InlineData("delete", $"Whether the key was deleted is unknown: the connection to 127.0.0.1 was closed before a response arrived. {KeyAdvice}")]
    public Task Dropped_response_has_message(string call, string message) => AssertMessageAsync(message, call, RawServer.Reset());

    [Fact]
    public Task Retry_After_is_in_message() => AssertMessageAsync(
        "The API returned 429; no key was created. Wait 100 s before trying again.", "create", RawServer.Respond(429, "", "Retry-After: 100\r\n"));

    [Theory]
    [InlineData("create", "no key was created. It is safe to try again.")]
    [InlineData("update", "nothing was changed. It is safe to try again.")]
    public async Task Unreachable_host_is_in_message(string call, string consequence)
    {
        // Not a free port, which another test could use meanwhile: a bound port without a listener.
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        using var client = new OpenRouterKeysClient(ManagementKey.From("management"), OneAttempt with { BaseAddress = new($"http://{socket.LocalEndPoint}/api/v1") });

        Assert.Equal($"The API at {socket.LocalEndPoint} refused the connection; {consequence}", await GetMessageAsync(call, client));
    }

    [Theory]
    [InlineData("", "The hash is blank. Use the Hash of a KeyInfo. (Parameter 'hash')")]
    [InlineData("..", "The hash would change the address. Use the Hash of a KeyInfo. (Parameter 'hash')")]
    [InlineData(RawServer.Secret, "The hash contains a key, which must not be part of an address. Use the Hash of a KeyInfo. (Parameter 'hash')")]
    [InlineData("""h\ud800""", "The hash contains a lone surrogate, which an address cannot contain. Use the Hash of a KeyInfo. (Parameter 'hash')")]
    [InlineData("""\udc00\ud800""", "The hash contains a lone surrogate, which an address cannot contain. Use the Hash of a KeyInfo. (Parameter 'hash')")]
    public async Task Invalid_hash_has_message(string escapedHash, string message)
    {
        var hash = TestText.Unescape(escapedHash); // test cases cannot contain lone surrogates
        using var client = new OpenRouterKeysClient(ManagementKey.From("management"));

        Assert.Equal(message, (await Assert.ThrowsAsync<ArgumentException>(() => client.GetAsync(hash, Token))).Message);
    }

    [Fact]
    public async Task Key_with_line_break_has_message()
    {
        using var client = new OpenRouterKeysClient(ManagementKey.From("management"));

        Assert.Equal(
            "The key contains white space, a line break, a control character or a non-ASCII character. Use only the key, without quotes or spaces. (Parameter 'key')",
            (await Assert.ThrowsAsync<ArgumentException>(() => client.GetCurrentAsync(ApiKey.From("a\nb"), Token))).Message);
    }

    private static async Task AssertMessageAsync(string message, string call, Func<Connection, Task> script)
    {
        await using var server = new RawServer(script);
        using var client = server.CreateClient(OneAttempt);

        Assert.Equal(message, await GetMessageAsync(call, client));
    }

    private static async Task<string> GetMessageAsync(string call, OpenRouterKeysClient client) =>
        (await Assert.ThrowsAnyAsync<OpenRouterKeysException>(() => Calls[call](client))).Message;
}
