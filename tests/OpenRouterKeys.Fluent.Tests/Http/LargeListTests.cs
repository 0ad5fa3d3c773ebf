using System.Buffers;
using System.IO.Compression;
using System.IO.Pipelines;
using System.Net;
using System.Text;
using OpenRouterKeys.Fluent.Http;
using OpenRouterKeys.Fluent.Json;

namespace OpenRouterKeys.Fluent.Tests.Http;

/// <summary>Lists of more than 1 MiB.</summary>
public class LargeListTests
{
    private const int MiB = 1024 * 1024;
    private const string LastPage = """{"data":[{"hash":"h99"}]}""";

    public static TheoryData<int, string> NameLengthsAndEncodings => new(
        from length in new[] { 11_000, 40_000 } // compressed: less than 1 MiB, and more
        from encoding in new[] { "", "gzip", "x-gzip", "br", "deflate", "raw deflate", "gzip, br", "br, deflate, gzip", "gzip, raw deflate", "zstd" }
        select (length, encoding));

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(NameLengthsAndEncodings))]
    public async Task List_of_100_keys_with_long_names_is_complete(int nameLength, string encoding)
    {
        var names = CreateNames(100, nameLength);
        await using var server = new RawServer(Respond(Encode(CreatePage(names), encoding), encoding), RawServer.Respond(200, LastPage));
        Assert.Equal(names, await ListNamesAsync(server));
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("br")]
    [InlineData("deflate")]
    [InlineData("gzip, br")]
    public async Task Uncompressed_list_with_encoding_header_is_complete(string encoding)
    {
        var names = CreateNames(100, 11_000);
        await using var server = new RawServer(Respond(CreatePage(names), encoding), RawServer.Respond(200, LastPage));
        Assert.Equal(names, await ListNamesAsync(server));
    }

    [Theory]
    [InlineData("utf-8")]
    [InlineData("utf-16")]
    [InlineData("utf-16BE")]
    public async Task List_in_other_encoding_is_decoded(string encoding)
    {
        var names = CreateNames(100, 11_000).Select(name => "Zoë €😀" + name).ToList();
        var text = Encoding.UTF8.GetString(CreatePage(names));
        foreach (var withMark in new[] { false, true })
        {
            await using var server = new RawServer(
                Respond(Encoding.GetEncoding(encoding).GetBytes(withMark ? "\uFEFF" + text : text), ""), RawServer.Respond(200, LastPage));
            Assert.Equal(names, await ListNamesAsync(server));
        }
    }

    [Fact]
    public async Task Invalid_bytes_are_replaced()
    {
        var names = CreateNames(100, 11_000);
        var page = CreatePage(names);
        page[^10] = 0xFF; // in the last name
        await using var server = new RawServer(Respond(page, ""), RawServer.Respond(200, LastPage));
        Assert.Contains('\uFFFD', (await ListNamesAsync(server))[^1]);
    }

    [Fact]
    public async Task Secrets_are_removed()
    {
        var names = CreateNames(100, 11_000).Select(name => $"{TestSecrets.ManagementKey} {name}").ToList();
        await using var server = new RawServer(Respond(CreatePage(names), ""), RawServer.Respond(200, LastPage));
        Assert.Equal(names.Select(name => name.Replace(TestSecrets.ManagementKey, "***", StringComparison.Ordinal)), await ListNamesAsync(server));
    }

    [Theory]
    [InlineData("")]
    [InlineData("gzip")]
    public async Task Key_of_more_than_1_MiB_makes_the_list_unavailable(string encoding)
    {
        List<string> names = [.. CreateNames(99, 11_000), new string('x', MiB)];
        await using var server = new RawServer(Respond(Encode(CreatePage(names), encoding), encoding));
        var exception = await Assert.ThrowsAsync<OpenRouterUnavailableException>(() => ListNamesAsync(server));

        Assert.Contains("larger than 1 MiB", Assert.IsType<InvalidDataException>(exception.InnerException).Message, StringComparison.Ordinal);
        Assert.Single(server.Requests); // as for a smaller response that cannot be read, another attempt would not help
    }

    [Theory]
    [InlineData("")]
    [InlineData("gzip")]
    [InlineData("br")]
    public async Task Dropped_connection_in_a_later_key_is_retried(string encoding)
    {
        var names = CreateNames(100, 40_000);
        var page = Encode(CreatePage(names), encoding);
        var dropped = RawServer.Send($"HTTP/1.1 200 OK\r\nContent-Length: {page.Length}\r\n{Header(encoding)}\r\n");
        async Task DropAsync(Connection connection)
        {
            await dropped(connection);
            await connection.SendAsync(page.AsMemory(0, page.Length - (page.Length / 10)));
        }

        await using var server = new RawServer(DropAsync, DropAsync, Respond(page, encoding), RawServer.Respond(200, LastPage));
        Assert.Equal(names, await ListNamesAsync(server));
        Assert.Equal(4, server.Requests.Count);

        await using var failing = new RawServer(DropAsync, DropAsync, DropAsync);
        Assert.Equal(HttpStatusCode.OK, (await Assert.ThrowsAsync<OpenRouterUnavailableException>(() => ListNamesAsync(failing))).StatusCode);
        Assert.Equal(3, failing.Requests.Count);
    }

    [Fact]
    public async Task List_canceled_in_a_later_key_is_canceled()
    {
        using var cancel = new CancellationTokenSource();
        var page = CreatePage(CreateNames(100, 40_000));
        await using var server = new RawServer(RawServer.Stall(
            $"HTTP/1.1 200 OK\r\nContent-Length: {page.Length}\r\n\r\n{Encoding.UTF8.GetString(page.AsSpan(0, page.Length - 10))}", cancel.Cancel));
        using var client = CreateClient(server);
        var exception = await Assert.ThrowsAsync<OperationCanceledException>(async () => await client.ListAsync(cancellationToken: cancel.Token).ToListAsync(cancel.Token));
        Assert.Equal(cancel.Token, exception.CancellationToken);
    }

    [Theory]
    [InlineData("", "]}", "")] // the end is missing
    [InlineData("", ",\"last\":[]}", ",\"last\":[}")]
    [InlineData("", "{\"hash\":\"h99\",", "1,{\"hash\":\"h99\",")]
    [InlineData("gzip", "]}", "")]
    [InlineData("gzip", "{\"hash\":\"h99\",", "null,{\"hash\":\"h99\",")]
    public async Task Invalid_list_is_unavailable(string encoding, string part, string replacement)
    {
        var text = Encoding.UTF8.GetString(CreatePage(CreateNames(100, 11_000)))[..^1] + ",\"last\":[]}";
        text = part == "]}" ? text[..^part.Length] : text.Replace(part, replacement, StringComparison.Ordinal);
        await using var server = new RawServer(Respond(Encode(Encoding.UTF8.GetBytes(text), encoding), encoding));
        Assert.Equal(HttpStatusCode.OK, (await Assert.ThrowsAsync<OpenRouterUnavailableException>(() => ListNamesAsync(server))).StatusCode);
        Assert.Single(server.Requests);
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("br")]
    [InlineData("deflate")]
    public async Task Truncated_compression_of_large_list_is_unavailable(string encoding)
    {
        foreach (var nameLength in new[] { 11_000, 40_000 })
        {
            var page = Encode(CreatePage(CreateNames(100, nameLength)), encoding);
            await using var server = new RawServer(Respond(page[..^1000], encoding), Respond(page[..^1000], encoding), Respond(page[..^1000], encoding));
            await Assert.ThrowsAsync<OpenRouterUnavailableException>(() => ListNamesAsync(server));
        }
    }

    [Fact]
    public async Task Error_response_of_more_than_1_MiB_is_truncated()
    {
        await using var server = new RawServer(RawServer.Respond(400, Encoding.UTF8.GetString(CreatePage(CreateNames(100, 11_000)))));
        var exception = await Assert.ThrowsAsync<OpenRouterUnavailableException>(() => ListNamesAsync(server));
        Assert.Equal((HttpStatusCode.BadRequest, true), (exception.StatusCode, exception.InnerException is InvalidDataException));
    }

    [Fact]
    public async Task Single_key_of_more_than_1_MiB_is_unavailable()
    {
        await using var server = new RawServer(RawServer.Respond(200, $$$"""{"data":{"hash":"h1","name":"{{{new string('x', MiB)}}}"}}"""));
        using var client = CreateClient(server);
        Assert.IsType<InvalidDataException>((await Assert.ThrowsAsync<OpenRouterUnavailableException>(() => client.GetAsync("h1", Token))).InnerException);
    }

    [Theory]
    [InlineData("other properties", true)]
    [InlineData("repeated lists", true)]
    [InlineData("text after the list", true)]
    [InlineData("unterminated string", false)]
    [InlineData("white space", false)]
    [InlineData("invalid", false)]
    public async Task List_of_100_MiB_is_read_in_8_MiB_of_memory(string name, bool isAccepted)
    {
        var (start, part, end) = name switch
        {
            "other properties" => ("""{"other":[""", $"\"{new string('x', 1021)}\",", """],"data":[{"hash":"h1"}]}"""),
            "repeated lists" => ("{", $"{new string(' ', 1014)}\"data\":[],", "\"data\":[{\"hash\":\"h1\"}]}"),
            "text after the list" => ("""{"data":[{"hash":"h1"}]}""", new string('x', 1024), ""),
            "unterminated string" => ("""{"other":" """, new string('x', 1024), ""),
            "white space" => ("", new string(' ', 1024), """{"data":[{"hash":"h1"}]}"""),
            _ => ("", new string('x', 1024), ""),
        };
        var bytes = RepeatedBytes.Create(start, part, 100 * 1024, end);
        await ReadAsync(RepeatedBytes.Create(start, part, 2 * 1024, end)); // initializes what is allocated only once
        var before = GC.GetAllocatedBytesForCurrentThread();
        var (keys, list) = await ReadAsync(bytes);
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;

        Assert.True(list.IsUsed);
        Assert.Equal(isAccepted ? 1 : null, keys?.Count);
        Assert.InRange(allocated, 1, 8 * MiB);
    }

    [Fact]
    public async Task List_of_more_than_128_MiB_is_too_large()
    {
        var bytes = RepeatedBytes.Create("{\"data\":[],\"other\":[", $"\"{new string('x', 1021)}\",", 129 * 1024, "]}");
        using var response = await ReadResponseAsync(bytes, new(KeyResponse.ReadItem));
        Assert.Contains("128 MiB", Assert.IsType<InvalidDataException>(response.Interruption).Message, StringComparison.Ordinal);
    }

    private static async Task<(List<KeyInfo>? Keys, ListReader<KeyInfo> List)> ReadAsync(ReadOnlySequence<byte> bytes)
    {
        var list = new ListReader<KeyInfo>(KeyResponse.ReadItem);
        using var response = await ReadResponseAsync(bytes, list);
        return (list.Items, list);
    }

    // The response is read on this thread, because all of its bytes are available.
    private static ValueTask<ApiResponse> ReadResponseAsync(ReadOnlySequence<byte> bytes, ListReader<KeyInfo> list)
    {
        var message = new HttpResponseMessage { Content = new StreamContent(PipeReader.Create(bytes).AsStream()) };
        list.Restart([]);
        return ApiResponse.ReadAsync(message, HttpMethod.Get, new("http://localhost/"), Token, list);
    }

    private static async Task<List<string>> ListNamesAsync(RawServer server)
    {
        using var client = CreateClient(server);
        return await client.ListAsync(cancellationToken: Token).Select(key => key.Name).ToListAsync(Token);
    }

    // Delays between attempts elapse immediately.
    private static OpenRouterKeysClient CreateClient(RawServer server) => server.CreateClient(new() { TimeProvider = new RecordingTimeProvider(TestTime.NewProvider(), skipDelays: true) });

    // Random text, which does not compress well.
    private static List<string> CreateNames(int count, int length)
    {
        var random = new Random(1);
        return [.. Enumerable.Range(0, count).Select(_ => random.GetString("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789", length))];
    }

    private static byte[] CreatePage(List<string> names) =>
        Encoding.UTF8.GetBytes($$"""{"data":[{{string.Join(',', names.Select((name, number) => $$"""{"hash":"h{{number}}","name":"{{name}}"}"""))}}]}""");

    private static Func<Connection, Task> Respond(byte[] body, string encoding) => async connection =>
    {
        await connection.ReadRequestAsync();
        await connection.SendAsync($"HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: {body.Length}\r\n{Header(encoding)}\r\n");
        await connection.SendAsync(body);
    };

    private static string Header(string encoding) => encoding.Length == 0 ? "" : $"Content-Encoding: {encoding.Replace("raw ", "", StringComparison.Ordinal)}\r\n";

    private static byte[] Encode(byte[] bytes, string encodings)
    {
        foreach (var encoding in encodings.Split(", "))
        {
            using var encoded = new MemoryStream();
            using (Stream stream = encoding switch
            {
                "gzip" or "x-gzip" => new GZipStream(encoded, CompressionLevel.Fastest),
                "br" => new BrotliStream(encoded, CompressionLevel.Fastest),
                "deflate" => new ZLibStream(encoded, CompressionLevel.Fastest),
                "raw deflate" => new DeflateStream(encoded, CompressionLevel.Fastest),
                _ => new BufferedStream(encoded),
            })
            {
                stream.Write(bytes);
                stream.Flush();
                bytes = stream is BufferedStream ? encoded.ToArray() : [];
            }

            bytes = bytes.Length > 0 ? bytes : encoded.ToArray();
        }

        return bytes;
    }

    /// <summary>Bytes that are repeated without a copy.</summary>
    private sealed class RepeatedBytes : ReadOnlySequenceSegment<byte>
    {
        public static ReadOnlySequence<byte> Create(string start, string part, int count, string end)
        {
            var first = new RepeatedBytes { Memory = Encoding.UTF8.GetBytes(start) };
            var last = first;
            foreach (var memory in Enumerable.Repeat(Encoding.UTF8.GetBytes(part), count).Append(Encoding.UTF8.GetBytes(end)))
            {
                var next = new RepeatedBytes { Memory = memory, RunningIndex = last.RunningIndex + last.Memory.Length };
                last.Next = next;
                last = next;
            }

            return new(first, 0, last, last.Memory.Length);
        }
    }
}
