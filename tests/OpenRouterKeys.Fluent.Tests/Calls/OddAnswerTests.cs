using System.Net;
using System.Text;
using OpenRouterKeys.Fluent.Tests.Http;

namespace OpenRouterKeys.Fluent.Tests.Calls;

/// <summary>Answers that are read all the same, and those that are too much.</summary>
public class OddAnswerTests
{
    private static readonly string Deep = new string('[', 10_000) + new string(']', 10_000);

    private static readonly Dictionary<string, byte[]> Odd = new(StringComparer.Ordinal)
    {
        { "a byte order mark", [0xEF, 0xBB, 0xBF, .. Text("""{"data":{"hash":"h1","name":"ci-bot"}}""")] },
        { "trailing commas", Text("""{"data":{"hash":"h1","name":"ci-bot",},}""") },
        { "UTF-16", Encoding.Unicode.GetBytes("""{"data":{"hash":"h1","name":"ci-bot"}}""") },
        { "deep inside", Text($$$"""{"data":{"odd":{{{Deep}}},"hash":"h1","name":"ci-bot"}}""") },
        { "deep beside", Text($$$"""{"odd":{{{Deep}}},"data":{"hash":"h1","name":"ci-bot"}}""") },
        { "repeated data", Text("""{"data":{"hash":"h0","limit":5},"data":{"hash":"h1","name":"ci-bot"}}""") },
        { "half a surrogate pair", Text("""{"\ud800":1,"data":{"\ud800":"\udc00","hash":"h1","name":"ci-bot"}}""") },
    };

    public static TheoryData<string> Readable => [.. Odd.Keys];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(Readable))]
    public async Task A_key_is_read_from_an_odd_answer(string what)
    {
        await using var server = new RawServer(RawServer.SendBytes("Connection: close\r\n", Odd[what]));
        using var client = server.NewClient();
        var key = await client.GetAsync("h1", Token);
        Assert.Equal(("h1", "ci-bot", null), (key.Hash, key.Name, key.LimitUsd));
    }

    [Theory]
    [InlineData("""{"data":{"name":"ci-bot"}}""", "h1")]
    [InlineData("""{"data":{"hash":"h2"}}""", "h2")]
    public async Task An_answer_without_a_hash_is_about_the_key_that_was_asked_for(string body, string hash)
    {
        await using var server = new RawServer(RawServer.Answer(200, body));
        using var client = server.NewClient();
        Assert.Equal(hash, (await client.GetAsync("h1", Token)).Hash);
    }

    [Fact]
    public async Task A_list_is_read_from_an_odd_answer()
    {
        var page = Text($$$"""{"data":[{"odd":{{{Deep}}},"hash":"h1"},{"hash":"h1"},{"hash":"h2"}]}""");
        await using var server = new RawServer(RawServer.SendBytes("Connection: close\r\n", page), RawServer.Answer(200, """{"data":[]}"""));
        using var client = server.NewClient();
        Assert.Equal(["h1", "h2"], (await client.ListAsync(cancellationToken: Token).ToListAsync(Token)).Select(key => key.Hash));
    }

    [Fact]
    public async Task An_answer_above_1_MiB_is_too_much_and_not_asked_for_again()
    {
        var body = Text($$$"""{"odd":"{{{new string('x', 1024 * 1024)}}}","data":{"hash":"h1"}}""");
        await using var server = new RawServer(RawServer.SendBytes("Connection: close\r\n", body));
        using var client = server.NewClient();
        var exception = await Assert.ThrowsAsync<OpenRouterUnavailableException>(() => client.GetAsync("h1", Token));
        Assert.Equal((HttpStatusCode.Created, 1), (exception.StatusCode!.Value, server.Requests.Count));
    }

    private static byte[] Text(string text) => Encoding.UTF8.GetBytes(text);
}
