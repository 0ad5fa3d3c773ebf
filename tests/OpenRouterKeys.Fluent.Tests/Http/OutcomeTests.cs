using System.IO.Compression;
using System.Net;
using System.Text;

namespace OpenRouterKeys.Fluent.Tests.Http;

/// <summary>The outcome table, a row each, over real sockets.</summary>
public class OutcomeTests
{
    private const string Head = "HTTP/1.1 201 Created\r\nContent-Length: 1000\r\n\r\n";
    private static readonly KeyRequest Request = KeyRequest.Named("ci-bot").Limit(25m);
    private static readonly OpenRouterKeysOptions Patient = new() { TimeProvider = Instants.Clock };

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static async Task<TException> FailsAsync<TException>(RawServer server, OpenRouterKeysOptions? options = null, int bodies = 1)
        where TException : Exception
    {
        using var client = server.NewClient(options ?? Patient);
        var exception = await Assert.ThrowsAnyAsync<TException>(() => client.CreateAsync(Request, Token));
        Canary.AssertNotIn(exception);
        Assert.Equal(bodies, server.Bodies);
        return exception;
    }

    private static async Task<CreatedKey> CreatesAsync(RawServer server, OpenRouterKeysOptions? options = null)
    {
        using var client = server.NewClient(options ?? Patient);
        var created = await client.CreateAsync(Request, Token);
        Assert.Equal(RawServer.Secret, created.Key.Reveal());
        Assert.Equal(1, server.Bodies);
        return created;
    }

    [Fact]
    public async Task A_created_key_comes_back_and_the_request_is_what_the_API_wants()
    {
        await using var server = new RawServer(RawServer.Answer(201, RawServer.Created));
        var created = await CreatesAsync(server);

        Assert.Equal("h1", created.Info.Hash);
        var request = Assert.Single(server.Requests);
        Assert.StartsWith("POST /api/v1/keys HTTP/1.1\r\n", request, StringComparison.Ordinal);
        Assert.Contains($"Authorization: Bearer {Canary.ManagementKey}\r\n", request, StringComparison.Ordinal);
        Assert.Contains("Content-Type: application/json\r\n", request, StringComparison.Ordinal);
        Assert.DoesNotContain("Expect", request, StringComparison.OrdinalIgnoreCase);
        Assert.EndsWith("\r\n\r\n" + """{"name":"ci-bot","limit":25}""", request, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(400, typeof(KeyRequestRejectedException))]
    [InlineData(401, typeof(ManagementKeyRejectedException))]
    [InlineData(402, typeof(KeyRequestRejectedException))]
    [InlineData(403, typeof(ManagementKeyRejectedException))]
    [InlineData(404, typeof(KeyRequestRejectedException))]
    [InlineData(407, typeof(KeyRequestRejectedException))]
    [InlineData(413, typeof(KeyRequestRejectedException))]
    [InlineData(422, typeof(KeyRequestRejectedException))]
    [InlineData(499, typeof(KeyRequestRejectedException))]
    public async Task A_complete_4xx_says_that_nothing_was_made(int status, Type type)
    {
        await using var server = new RawServer(RawServer.Answer(status, """{"error":{"code":400,"message":"no such thing"}}"""));
        var exception = await FailsAsync<KeyRequestRejectedException>(server);

        Assert.IsType(type, exception);
        Assert.Equal(((HttpStatusCode)status, "no such thing"), (exception.StatusCode, exception.ApiMessage));
    }

    [Theory]
    [InlineData(301)]
    [InlineData(302)]
    [InlineData(303)]
    [InlineData(307)]
    [InlineData(308)]
    [InlineData(408)]
    [InlineData(409)]
    [InlineData(425)]
    [InlineData(500)]
    [InlineData(502)]
    [InlineData(503)]
    [InlineData(504)]
    [InlineData(520)]
    [InlineData(599)]
    public async Task A_status_that_tells_nothing_leaves_the_outcome_unknown_and_is_never_sent_again(int status)
    {
        await using var server = new RawServer(RawServer.Answer(status, "", "Location: /api/v1/elsewhere\r\nRetry-After: 0\r\n"));
        var exception = await FailsAsync<KeyOutcomeUnknownException>(server);

        Assert.Equal(((HttpStatusCode)status, Request, Instants.Now), (exception.StatusCode!.Value, exception.Request!, exception.AttemptedAt));
        Assert.Null(exception.InnerException);
    }

    [Theory]
    [InlineData("HTTP/1.1 400 x\r\nContent-Length: 100\r\n\r\n{\"error\"")]
    [InlineData("HTTP/1.1 429 x\r\nRetry-After: 0\r\nContent-Length: 100\r\n\r\n")]
    [InlineData("HTTP/1.1 401 x\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n")]
    public async Task A_4xx_cut_short_leaves_the_outcome_unknown(string answer)
    {
        await using var server = new RawServer(RawServer.Send(answer));
        Assert.NotNull((await FailsAsync<KeyOutcomeUnknownException>(server)).StatusCode);
    }

    public static TheoryData<string> WithoutAnswer => ["", "HTTP/1.1", "HTTP/1.1 201 Created\r\nContent-Le", "SSH-2.0-OpenSSH\r\n", "HTTP/1.1 100 Continue\r\n\r\n"];

    [Theory]
    [MemberData(nameof(WithoutAnswer))]
    public async Task A_connection_lost_after_sending_leaves_the_outcome_unknown(string sent)
    {
        await using var server = new RawServer(RawServer.Send(sent));
        Assert.Null((await FailsAsync<KeyOutcomeUnknownException>(server)).StatusCode);
    }

    [Fact]
    public async Task A_reset_after_sending_leaves_the_outcome_unknown()
    {
        await using var server = new RawServer(RawServer.Reset());
        Assert.IsType<HttpRequestException>((await FailsAsync<KeyOutcomeUnknownException>(server)).InnerException);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("\"text\"")]
    [InlineData("<html>")]
    [InlineData("""{"key":null}""")]
    [InlineData("""{"key":" "}""")]
    [InlineData("""{"key":17}""")]
    [InlineData("""{"key":{"value":"sk-or-v1-0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"}}""")]
    public async Task A_success_without_a_secret_leaves_the_outcome_unknown(string body)
    {
        foreach (var status in new[] { 200, 201, 202, 299 })
        {
            await using var server = new RawServer(RawServer.Answer(status, body));
            Assert.Equal((HttpStatusCode)status, (await FailsAsync<KeyOutcomeUnknownException>(server)).StatusCode);
        }
    }

    [Fact]
    public async Task A_204_leaves_the_outcome_unknown()
    {
        await using var server = new RawServer(RawServer.Send("HTTP/1.1 204 No Content\r\n\r\n"));
        await FailsAsync<KeyOutcomeUnknownException>(server);
    }

    [Theory]
    [InlineData("""{"data":{"hash":"h1","name":"ci-bot"}}""", "h1")]
    [InlineData("""{"data":{"hash":"h1","na""", "h1")]
    [InlineData("""{"data":{"hash":"sk-or-v1-0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"}}""", null)]
    [InlineData("""{"data":{"hash":" "}}""", null)]
    public async Task An_unknown_outcome_carries_the_hash_where_the_answer_told_it(string body, string? hash)
    {
        await using var server = new RawServer(RawServer.Answer(201, body));
        Assert.Equal(hash, (await FailsAsync<KeyOutcomeUnknownException>(server)).Hash);
    }

    public static TheoryData<string, string[]> OddAnswers => new()
    {
        { "cut after the secret", [Head, RawServer.Created] },
        { "cut inside the data", [Head, $$"""{"key":"{{RawServer.Secret}}","data":{"hash":"h1","na"""] },
        { "drops", [Head, .. RawServer.Created.Select(c => c.ToString())] },
        { "no length", ["HTTP/1.1 201 Created\r\nConnection: close\r\n\r\n" + RawServer.Created] },
        { "chunked and cut", ["HTTP/1.1 201 Created\r\nTransfer-Encoding: chunked\r\n\r\n", $"{RawServer.Created.Length:x}\r\n{RawServer.Created}\r\n"] },
        { "bad chunk after", ["HTTP/1.1 201 Created\r\nTransfer-Encoding: chunked\r\n\r\n", $"{RawServer.Created.Length:x}\r\n{RawServer.Created}\r\nzz\r\n"] },
        { "continue before", ["HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\n\r\n" + Head, RawServer.Created] },
        { "wrong type", ["HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-16\r\nContent-Length: 1000\r\n\r\n", RawServer.Created] },
        { "garbage behind", [Head, RawServer.Created + "<html>"] },
    };

    [Theory]
    [MemberData(nameof(OddAnswers), DisableDiscoveryEnumeration = true)]
    public async Task A_success_that_held_the_secret_is_a_created_key_however_it_ended(string oddity, string[] parts)
    {
        await using var server = new RawServer(RawServer.Send(parts));
        Assert.True((await CreatesAsync(server)).Info.Hash == "h1", oddity);
    }

    [Fact]
    public async Task A_secret_before_the_cap_is_kept_and_one_behind_it_leaves_the_outcome_unknown()
    {
        var padding = new string(' ', 1024 * 1024);
        await using (var server = new RawServer(RawServer.Answer(201, RawServer.Created + padding)))
        {
            await CreatesAsync(server);
        }

        await using (var server = new RawServer(RawServer.Answer(201, padding + RawServer.Created)))
        {
            Assert.IsType<InvalidDataException>((await FailsAsync<KeyOutcomeUnknownException>(server)).InnerException);
        }
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("br")]
    [InlineData("deflate")]
    public async Task A_compressed_answer_is_read_and_a_bomb_is_not(string encoding)
    {
        await using (var server = new RawServer(RawServer.SendBytes($"Content-Encoding: {encoding}\r\n", Compress(encoding, RawServer.Created))))
        {
            await CreatesAsync(server);
        }

        await using (var server = new RawServer(RawServer.SendBytes($"Content-Encoding: {encoding}\r\n", Compress(encoding, new string(' ', 100_000_000)))))
        {
            await FailsAsync<KeyOutcomeUnknownException>(server);
        }

        await using (var server = new RawServer(RawServer.SendBytes($"Content-Encoding: {encoding}\r\n", Encoding.UTF8.GetBytes(RawServer.Created))))
        {
            await CreatesAsync(server); // a proxy has decompressed it and left the header
        }
    }

    [Fact]
    public async Task Marks_and_UTF16_are_decoded()
    {
        byte[][] answers =
        [
            [0xEF, 0xBB, 0xBF, .. Encoding.UTF8.GetBytes(RawServer.Created)],
            [0xFF, 0xFE, .. Encoding.Unicode.GetBytes(RawServer.Created)],
            [0xFE, 0xFF, .. Encoding.BigEndianUnicode.GetBytes(RawServer.Created)],
            Encoding.Unicode.GetBytes(RawServer.Created),
            Encoding.BigEndianUnicode.GetBytes(RawServer.Created),
        ];
        foreach (var answer in answers)
        {
            await using var server = new RawServer(RawServer.SendBytes("", answer));
            await CreatesAsync(server);
        }
    }

    private static byte[] Compress(string encoding, string text)
    {
        using var compressed = new MemoryStream();
        using (Stream stream = encoding switch
        {
            "gzip" => new GZipStream(compressed, CompressionLevel.Fastest),
            "br" => new BrotliStream(compressed, CompressionLevel.Fastest),
            _ => new ZLibStream(compressed, CompressionLevel.Fastest),
        })
        {
            stream.Write(Encoding.UTF8.GetBytes(text));
        }

        return compressed.ToArray();
    }
}
