using System.Net;

namespace OpenRouterKeys.Fluent.Tests.Http;

/// <summary>What each outcome says to people: what happened, whether something was done, and what to do.</summary>
public class MessageTests
{
    private const string Refused = """{"error":{"code":400,"message":"No such thing."}}""";
    private const string LookForIt = "Look for it by its name and time before sending again; its secret is lost.";
    private const string LookAtIt = "Look at the key before sending again.";
    private static readonly OpenRouterKeysOptions Once = new() { TimeProvider = Instants.Clock, MaxAttempts = 1 };

    private static readonly Dictionary<string, Func<OpenRouterKeysClient, Task>> Calls = new(StringComparer.Ordinal)
    {
        ["create"] = client => client.CreateAsync(KeyRequest.Named("ci-bot"), Token),
        ["get"] = client => client.GetAsync("h1", Token),
        ["list"] = client => client.ListAsync(cancellationToken: Token).ToListAsync(Token).AsTask(),
        ["current"] = client => client.GetCurrentAsync(ApiKey.From("sk-or-v1-1"), Token),
        ["change"] = client => client.UpdateAsync("h1", KeyUpdate.Empty.Disable(), Token),
        ["delete"] = client => client.DeleteAsync("h1", Token),
    };

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("create", 400, Refused, "The API answered 400; no key was created. The API says: No such thing.")]
    [InlineData("create", 400, "", "The API answered 400; no key was created.")]
    [InlineData("create", 401, "", "The API answered 401; no key was created. Check the management key.")]
    [InlineData("create", 403, Refused, "The API answered 403; no key was created. The API says: No such thing. Check the management key.")]
    [InlineData("create", 404, "", "The API answered 404; no key was created.")]
    [InlineData("create", 429, "", "The API answered 429; no key was created. Wait before trying again.")]
    [InlineData("create", 500, "", $"Whether a key was created is unknown: the API answered 500. {LookForIt}")]
    [InlineData("create", 200, "{}", $"Whether a key was created is unknown: the API answered 200 without the new key's secret. {LookForIt}")]
    [InlineData("get", 400, "", "The API answered 400; nothing was read.")]
    [InlineData("get", 404, "", "The API answered 404; nothing was read.")]
    [InlineData("get", 500, "", "The API answered 500; nothing was changed, and trying again is safe.")]
    [InlineData("get", 200, "[]", "The API answered 200, but not what was asked for; nothing was changed, and trying again is safe.")]
    [InlineData("list", 404, "", "The API answered 404; nothing was read.")]
    [InlineData("current", 401, "", "The API answered 401; nothing was read. Check the API key.")]
    [InlineData("change", 400, "", "The API answered 400; nothing was changed.")]
    [InlineData("change", 502, "", $"Whether the key was changed is unknown: the API answered 502. {LookAtIt}")]
    [InlineData("delete", 403, "", "The API answered 403; nothing was changed. Check the management key.")]
    [InlineData("delete", 409, "", $"Whether the key was deleted is unknown: the API answered 409. {LookAtIt}")]
    [InlineData("delete", 200, """{"deleted":false}""", $"Whether the key was deleted is unknown: the API answered 200, but not what was asked for. {LookAtIt}")]
    public Task An_answer_is_told(string call, int status, string body, string message) => AssertToldAsync(message, call, RawServer.Answer(status, body));

    [Theory]
    [InlineData("create", $"Whether a key was created is unknown: the API answered 400, and the answer broke off. {LookForIt}")]
    [InlineData("get", "The API answered 400, and the answer broke off; nothing was changed, and trying again is safe.")]
    [InlineData("change", $"Whether the key was changed is unknown: the API answered 400, and the answer broke off. {LookAtIt}")]
    public Task A_part_of_an_answer_is_told(string call, string message) =>
        AssertToldAsync(message, call, RawServer.Send("HTTP/1.1 400 Bad Request\r\nContent-Length: 100\r\n\r\n{"));

    [Theory]
    [InlineData("create", $"Whether a key was created is unknown: the connection was lost, or no answer came in time. {LookForIt}")]
    [InlineData("get", "The connection was lost, or no answer came in time; nothing was changed, and trying again is safe.")]
    [InlineData("delete", $"Whether the key was deleted is unknown: the connection was lost, or no answer came in time. {LookAtIt}")]
    public Task A_lost_answer_is_told(string call, string message) => AssertToldAsync(message, call, RawServer.Reset());

    [Fact]
    public Task A_wait_is_told_in_seconds() => AssertToldAsync(
        "The API answered 429; no key was created. Wait 100 s before trying again.", "create", RawServer.Answer(429, "", "Retry-After: 100\r\n"));

    [Theory]
    [InlineData("create", "no key was created, and trying again is safe.")]
    [InlineData("change", "nothing was changed, and trying again is safe.")]
    public async Task A_host_that_is_not_there_is_told(string call, string consequence)
    {
        var server = new RawServer();
        using var client = server.NewClient(Once);
        await server.DisposeAsync();

        Assert.Equal($"127.0.0.1 could not be reached, or did not answer the connection in time; {consequence}", await MessageAsync(call, client));
    }

    [Theory]
    [InlineData("", "The hash is blank: give the Hash of a KeyInfo. (Parameter 'hash')")]
    [InlineData("..", "The hash is a step in a path: give the Hash of a KeyInfo. (Parameter 'hash')")]
    [InlineData(RawServer.Secret, "The hash is or holds a key, which belongs in no address: give the Hash of a KeyInfo. (Parameter 'hash')")]
    public async Task What_is_no_hash_is_told(string hash, string message)
    {
        using var client = new OpenRouterKeysClient(ManagementKey.From("management"));

        Assert.Equal(message, (await Assert.ThrowsAsync<ArgumentException>(() => client.GetAsync(hash, Token))).Message);
    }

    [Fact]
    public async Task A_key_that_no_header_takes_is_told()
    {
        using var client = new OpenRouterKeysClient(ManagementKey.From("management"));

        Assert.Equal(
            "The key holds white space, a line break, a control character or one outside ASCII, which no header takes. (Parameter 'key')",
            (await Assert.ThrowsAsync<ArgumentException>(() => client.GetCurrentAsync(ApiKey.From("a\nb"), Token))).Message);
    }

    private static async Task AssertToldAsync(string message, string call, Func<Connection, Task> answer)
    {
        await using var server = new RawServer(answer);
        using var client = server.NewClient(Once);

        Assert.Equal(message, await MessageAsync(call, client));
    }

    private static async Task<string> MessageAsync(string call, OpenRouterKeysClient client) =>
        (await Assert.ThrowsAnyAsync<OpenRouterKeysException>(() => Calls[call](client))).Message;
}
