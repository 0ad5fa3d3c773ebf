using System.Net;
using System.Text;

namespace OpenRouterKeys.Fluent.Tests.Http;

/// <summary>Unusual responses that are read, and responses that are too large.</summary>
public class UnusualResponseTests
{
    private static readonly string DeepArray = new string('[', 10_000) + new string(']', 10_000);

    private static readonly Dictionary<string, byte[]> Responses = new(StringComparer.Ordinal)
    {
        { "a byte order mark", [0xEF, 0xBB, 0xBF, .. Utf8("""{"data":{"hash":"h1","name":"ci-bot"}}""")] },
        { "trailing commas", Utf8("""{"data":{"hash":"h1","name":"ci-bot",},}""") },
        { "UTF-16", Encoding.Unicode.GetBytes("""{"data":{"hash":"h1","name":"ci-bot"}}""") },
        { "deep nesting in the key", Utf8($$$"""{"data":{"unknown":{{{DeepArray}}},"hash":"h1","name":"ci-bot"}}""") },
        { "deep nesting next to the key", Utf8($$$"""{"unknown":{{{DeepArray}}},"data":{"hash":"h1","name":"ci-bot"}}""") },
        { "repeated data", Utf8("""{"data":{"hash":"h0","limit":5},"data":{"hash":"h1","name":"ci-bot"}}""") },
        { "half a surrogate pair", Utf8("""{"\ud800":1,"data":{"\ud800":"\udc00","hash":"h1","name":"ci-bot"}}""") },
    };

    public static TheoryData<string> ResponseNames => [.. Responses.Keys];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(ResponseNames))]
    public async Task GetAsync_reads_unusual_response(string name)
    {
        await using var server = new RawServer(RawServer.SendBytes("Connection: close\r\n", Responses[name]));
        using var client = server.CreateClient();
        var key = await client.GetAsync("h1", Token);
        Assert.Equal(("h1", "ci-bot", null), (key.Hash, key.Name, key.LimitUsd));
    }

    [Theory]
    [InlineData("""{"data":{"name":"ci-bot"}}""", "h1")]
    [InlineData("""{"data":{"hash":"h2"}}""", "h2")]
    public async Task GetAsync_uses_requested_hash_if_response_has_none(string body, string hash)
    {
        await using var server = new RawServer(RawServer.Respond(200, body));
        using var client = server.CreateClient();
        Assert.Equal(hash, (await client.GetAsync("h1", Token)).Hash);
    }

    [Fact]
    public async Task ListAsync_reads_deep_nesting_and_skips_duplicates()
    {
        var page = Utf8($$$"""{"data":[{"unknown":{{{DeepArray}}},"hash":"h1"},{"hash":"h1"},{"hash":"h2"}]}""");
        await using var server = new RawServer(RawServer.SendBytes("Connection: close\r\n", page), RawServer.Respond(200, """{"data":[{"hash":"h2"}]}"""));
        using var client = server.CreateClient();
        Assert.Equal(["h1", "h2"], (await client.ListAsync(cancellationToken: Token).ToListAsync(Token)).Select(key => key.Hash));
    }

    [Fact]
    public async Task Response_over_1_MiB_is_unavailable_and_not_retried()
    {
        var body = Utf8($$$"""{"unknown":"{{{new string('x', 1024 * 1024)}}}","data":{"hash":"h1"}}""");
        await using var server = new RawServer(RawServer.SendBytes("Connection: close\r\n", body));
        using var client = server.CreateClient();
        var exception = await Assert.ThrowsAsync<OpenRouterUnavailableException>(() => client.GetAsync("h1", Token));
        Assert.Equal((HttpStatusCode.Created, 1), (exception.StatusCode!.Value, server.Requests.Count));
    }

    private static byte[] Utf8(string text) => Encoding.UTF8.GetBytes(text);
}
