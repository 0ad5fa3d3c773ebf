using System.IO.Compression;
using System.Net;
using System.Text;

namespace OpenRouterKeys.Fluent.Tests.Http;

/// <summary>The outcomes of a creation, over real sockets.</summary>
public class CreateOutcomeTests
{
    private const string Head = "HTTP/1.1 201 Created\r\nContent-Length: 1000\r\n\r\n";
    private static readonly KeyRequest Request = KeyRequest.Named("ci-bot").Limit(25m);
    private static readonly OpenRouterKeysOptions Options = new() { TimeProvider = TestTime.NewProvider() };

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static async Task<TException> AssertThrowsAsync<TException>(RawServer server)
        where TException : Exception
    {
        using var client = server.CreateClient(Options);
        var exception = await Assert.ThrowsAnyAsync<TException>(() => client.CreateAsync(Request, Token));
        TestSecrets.AssertNotIn(exception);
        Assert.Equal(1, server.BodyCount);
        return exception;
    }

    private static async Task<CreatedKey> AssertCreatesAsync(RawServer server)
    {
        using var client = server.CreateClient(Options);
        var created = await client.CreateAsync(Request, Token);
        Assert.Equal(RawServer.Secret, created.Key.Reveal());
        Assert.Equal(1, server.BodyCount);
        return created;
    }

    [Fact]
    public async Task Success_returns_key_and_request_has_expected_form()
    {
        await using var server = new RawServer(RawServer.Respond(201, RawServer.Created));
        var created = await AssertCreatesAsync(server);

        Assert.Equal("h1", created.Info.Hash);
        var request = Assert.Single(server.Requests);
        Assert.StartsWith("POST /api/v1/keys HTTP/1.1\r\n", request, StringComparison.Ordinal);
        Assert.Contains($"Authorization: Bearer {TestSecrets.ManagementKey}\r\n", request, StringComparison.Ordinal);
        Assert.Contains("Content-Type: application/json\r\n", request, StringComparison.Ordinal);
        Assert.DoesNotContain("Expect", request, StringComparison.OrdinalIgnoreCase);
        Assert.EndsWith("\r\n\r\n" + """{"name":"ci-bot","limit":25}""", request, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(400, """{"error":{"message":"external.api_key canary-external \"key\"  +4711-0123456789 is too weak"}}""", "external.api_key *** is too weak")]
    [InlineData(403, """{"error":"Invalid: {\"api_key\":\"canary-external \\u0022key\\u0022  \\u002B4711-0123456789\"}"}""", "Invalid: {\"api_key\":\"***\"}")]
    [InlineData(422, "CANARY-EXTERNAL \"key\"  +4711-0123456789", "***")]
    [InlineData(429, """{"message":"canary-external \"key\"  +4711-0123456789, canary-management-key-4711"}""", "***, ***")]
    public async Task Message_of_a_rejection_does_not_repeat_the_external_API_key(int status, string body, string message)
    {
        await using var server = new RawServer(RawServer.Respond(status, body));
        using var client = server.CreateClient(Options with { MaxAttempts = 1 });
        var request = Request.ForExternalUser("customer-1", ApiKey.From("canary-external \"key\"  +4711-0123456789"));
        var exception = await Assert.ThrowsAnyAsync<KeyRequestRejectedException>(() => client.CreateAsync(request, Token));

        Assert.Equal(message, exception.ApiMessage);
        TestSecrets.AssertNotIn(exception);
        Assert.EndsWith(
            """
            ,"external":{"user":"customer-1","api_key":"canary-external \u0022key\u0022  \u002B4711-0123456789"}}
            """,
            Assert.Single(server.Requests),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Unknown_outcome_keeps_the_request_with_its_external_API_key_masked()
    {
        await using var server = new RawServer(RawServer.Respond(500, TestSecrets.ExternalApiKey));
        using var client = server.CreateClient(Options);
        var request = Request.ForExternalUser("customer-1", ApiKey.From(TestSecrets.ExternalApiKey));
        var exception = await Assert.ThrowsAsync<KeyOutcomeUnknownException>(() => client.CreateAsync(request, Token));

        Assert.Equal(request, exception.Request);
        TestSecrets.AssertNotIn(exception);
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
    public async Task Complete_4xx_is_rejected(int status, Type type)
    {
        await using var server = new RawServer(RawServer.Respond(status, """{"error":{"code":400,"message":"invalid limit"}}"""));
        var exception = await AssertThrowsAsync<KeyRequestRejectedException>(server);

        Assert.IsType(type, exception);
        Assert.Equal(((HttpStatusCode)status, "invalid limit"), (exception.StatusCode, exception.ApiMessage));
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
    public async Task Ambiguous_status_is_unknown_and_not_retried(int status)
    {
        await using var server = new RawServer(RawServer.Respond(status, "", "Location: /api/v1/elsewhere\r\nRetry-After: 0\r\n"));
        var exception = await AssertThrowsAsync<KeyOutcomeUnknownException>(server);

        Assert.Equal(((HttpStatusCode)status, Request, TestTime.Now), (exception.StatusCode!.Value, exception.Request!, exception.AttemptedAt));
        Assert.Null(exception.InnerException);
    }

    [Theory]
    [InlineData("HTTP/1.1 400 x\r\nContent-Length: 100\r\n\r\n{\"error\"")]
    [InlineData("HTTP/1.1 429 x\r\nRetry-After: 0\r\nContent-Length: 100\r\n\r\n")]
    [InlineData("HTTP/1.1 401 x\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n")]
    public async Task Truncated_4xx_is_unknown(string response)
    {
        await using var server = new RawServer(RawServer.Send(response));
        Assert.NotNull((await AssertThrowsAsync<KeyOutcomeUnknownException>(server)).StatusCode);
    }

    public static TheoryData<string> IncompleteHeads => ["", "HTTP/1.1", "HTTP/1.1 201 Created\r\nContent-Le", "SSH-2.0-OpenSSH\r\n", "HTTP/1.1 100 Continue\r\n\r\n"];

    [Theory]
    [MemberData(nameof(IncompleteHeads))]
    public async Task Connection_closed_before_response_is_unknown(string head)
    {
        await using var server = new RawServer(RawServer.Send(head));
        Assert.Null((await AssertThrowsAsync<KeyOutcomeUnknownException>(server)).StatusCode);
    }

    [Fact]
    public async Task Connection_reset_after_sending_is_unknown()
    {
        await using var server = new RawServer(RawServer.Reset());
        Assert.IsType<HttpRequestException>((await AssertThrowsAsync<KeyOutcomeUnknownException>(server)).InnerException);
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
    public async Task Success_without_secret_is_unknown(string body)
    {
        foreach (var status in new[] { 200, 201, 202, 299 })
        {
            await using var server = new RawServer(RawServer.Respond(status, body));
            Assert.Equal((HttpStatusCode)status, (await AssertThrowsAsync<KeyOutcomeUnknownException>(server)).StatusCode);
        }
    }

    [Fact]
    public async Task Status_204_is_unknown()
    {
        await using var server = new RawServer(RawServer.Send("HTTP/1.1 204 No Content\r\n\r\n"));
        await AssertThrowsAsync<KeyOutcomeUnknownException>(server);
    }

    [Theory]
    [InlineData("""{"data":{"hash":"h1","name":"ci-bot"}}""", "h1")]
    [InlineData("""{"data":{"hash":"h1","na""", "h1")]
    [InlineData("""{"data":{"hash":"sk-or-v1-0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"}}""", null)]
    [InlineData("""{"data":{"hash":" "}}""", null)]
    public async Task Unknown_outcome_has_hash_if_response_contains_it(string body, string? hash)
    {
        await using var server = new RawServer(RawServer.Respond(201, body));
        Assert.Equal(hash, (await AssertThrowsAsync<KeyOutcomeUnknownException>(server)).Hash);
    }

    public static TheoryData<string, string[]> UnusualResponses => new()
    {
        { "truncated after the secret", [Head, RawServer.Created] },
        { "truncated in the data", [Head, $$"""{"key":"{{RawServer.Secret}}","data":{"hash":"h1","na"""] },
        { "one byte at a time", [Head, .. RawServer.Created.Select(c => c.ToString())] },
        { "no length", ["HTTP/1.1 201 Created\r\nConnection: close\r\n\r\n" + RawServer.Created] },
        { "chunked and truncated", ["HTTP/1.1 201 Created\r\nTransfer-Encoding: chunked\r\n\r\n", $"{RawServer.Created.Length:x}\r\n{RawServer.Created}\r\n"] },
        { "invalid chunk after the secret", ["HTTP/1.1 201 Created\r\nTransfer-Encoding: chunked\r\n\r\n", $"{RawServer.Created.Length:x}\r\n{RawServer.Created}\r\nzz\r\n"] },
        { "informational responses first", ["HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\n\r\n" + Head, RawServer.Created] },
        { "wrong content type", ["HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-16\r\nContent-Length: 1000\r\n\r\n", RawServer.Created] },
        { "text after the JSON", [Head, RawServer.Created + "<html>"] },
    };

    [Theory]
    [MemberData(nameof(UnusualResponses), DisableDiscoveryEnumeration = true)]
    public async Task Success_with_secret_returns_key_however_response_ends(string name, string[] parts)
    {
        await using var server = new RawServer(RawServer.Send(parts));
        Assert.True((await AssertCreatesAsync(server)).Info.Hash == "h1", name);
    }

    [Fact]
    public async Task Secret_within_1_MiB_returns_key_and_beyond_is_unknown()
    {
        var padding = new string(' ', 1024 * 1024);
        await using (var server = new RawServer(RawServer.Respond(201, RawServer.Created + padding)))
        {
            await AssertCreatesAsync(server);
        }

        await using (var server = new RawServer(RawServer.Respond(201, padding + RawServer.Created)))
        {
            Assert.IsType<InvalidDataException>((await AssertThrowsAsync<KeyOutcomeUnknownException>(server)).InnerException);
        }
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("br")]
    [InlineData("deflate")]
    public async Task Compressed_response_returns_key_and_decompression_bomb_is_unknown(string encoding)
    {
        await using (var server = new RawServer(RawServer.SendBytes($"Content-Encoding: {encoding}\r\n", Compress(encoding, RawServer.Created))))
        {
            await AssertCreatesAsync(server);
        }

        await using (var server = new RawServer(RawServer.SendBytes($"Content-Encoding: {encoding}\r\n", Compress(encoding, new string(' ', 10_000_000)))))
        {
            await AssertThrowsAsync<KeyOutcomeUnknownException>(server);
        }

        await using (var server = new RawServer(RawServer.SendBytes($"Content-Encoding: {encoding}\r\n", Encoding.UTF8.GetBytes(RawServer.Created))))
        {
            await AssertCreatesAsync(server); // as from a proxy that decompresses the body and keeps the header
        }
    }

    [Fact]
    public async Task BOM_and_UTF16_responses_return_key()
    {
        byte[][] bodies =
        [
            [0xEF, 0xBB, 0xBF, .. Encoding.UTF8.GetBytes(RawServer.Created)],
            [0xFF, 0xFE, .. Encoding.Unicode.GetBytes(RawServer.Created)],
            [0xFE, 0xFF, .. Encoding.BigEndianUnicode.GetBytes(RawServer.Created)],
            Encoding.Unicode.GetBytes(RawServer.Created),
            Encoding.BigEndianUnicode.GetBytes(RawServer.Created),
        ];
        foreach (var body in bodies)
        {
            await using var server = new RawServer(RawServer.SendBytes("", body));
            await AssertCreatesAsync(server);
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
