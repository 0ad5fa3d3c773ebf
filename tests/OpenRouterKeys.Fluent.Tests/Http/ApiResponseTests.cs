using System.IO.Compression;
using System.Text;
using OpenRouterKeys.Fluent.Http;

namespace OpenRouterKeys.Fluent.Tests.Http;

/// <summary>Reading a response body: size limit, encodings and interruptions.</summary>
public class ApiResponseTests
{
    private const int MiB = 1024 * 1024;
    private const string Json = """{"data":{"hash":"h1"}}""";

    private static readonly Uri Address = new("http://localhost/");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Body_over_1_MiB_is_truncated()
    {
        using var complete = await ReadAsync(new ByteArrayContent(new byte[MiB]));
        using var truncated = await ReadAsync(new ByteArrayContent(new byte[MiB + 1]));

        Assert.Equal((MiB, null), (complete.Body.Length, complete.Interruption));
        Assert.Equal((MiB, "The response is larger than 1 MiB."), (truncated.Body.Length, Assert.IsType<InvalidDataException>(truncated.Interruption).Message));
    }

    [Theory]
    [InlineData("gzip", "gzip")]
    [InlineData("gzip", "X-GZIP")]
    [InlineData("br", "br")]
    [InlineData("zlib", "deflate")]
    [InlineData("deflate", "deflate")] // raw deflate, which many servers send
    public async Task Compressed_body_is_decompressed(string compression, string encoding)
    {
        using var response = await ReadAsync(CreateContent(Compress(compression, Encoding.UTF8.GetBytes(Json)), encoding));

        Assert.Equal((Json, null), (Encoding.UTF8.GetString(response.Body.Span), response.Interruption));
    }

    [Theory]
    [InlineData("[1]")]
    [InlineData("plain text")]
    public async Task Compressed_body_without_JSON_object_is_decompressed(string text)
    {
        Assert.Equal(text, await ReadTextAsync(CreateContent(Compress("gzip", Encoding.UTF8.GetBytes(text)), "gzip")));
        Assert.Equal(text, await ReadTextAsync(CreateContent(Compress("zlib", Encoding.UTF8.GetBytes(text)), "deflate")));
    }

    [Theory]
    [InlineData("\n ")]
    [InlineData("\uFEFF")]
    public async Task Raw_deflate_with_leading_white_space_or_BOM_is_decompressed(string prefix) =>
        Assert.Equal(prefix + Json, await ReadTextAsync(CreateContent(Compress("deflate", Encoding.UTF8.GetBytes(prefix + Json)), "deflate")));

    [Fact]
    public async Task Multiple_encodings_are_decoded_in_reverse_order() =>
        Assert.Equal(
            Json,
            await ReadTextAsync(CreateContent(Compress("gzip", Compress("br", Encoding.UTF8.GetBytes(Json))), "br", "gzip")));

    [Fact]
    public async Task Unknown_encoding_leaves_body_unchanged() =>
        Assert.Equal(Json, await ReadTextAsync(CreateContent(Encoding.UTF8.GetBytes(Json), "zstd")));

    [Fact]
    public async Task Dropped_connection_keeps_decompressed_bytes_and_exception()
    {
        var compressed = Compress("gzip", Encoding.UTF8.GetBytes(Json + string.Concat(Enumerable.Range(0, 10_000))));
        using var stream = new DroppingStream(compressed[..(compressed.Length / 2)]);
        using var response = await ReadAsync(new StreamContent(stream) { Headers = { ContentEncoding = { "gzip" } } });

        Assert.Equal("dropped", Assert.IsType<IOException>(response.Interruption).Message);
        Assert.StartsWith(Json, Encoding.UTF8.GetString(response.Body.Span), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Corrupt_compressed_body_keeps_decompressed_bytes_and_exception()
    {
        var compressed = Compress("gzip", Encoding.UTF8.GetBytes(Json));
        compressed[^8] ^= 1; // the checksum
        using var response = await ReadAsync(CreateContent(compressed, "gzip"));

        Assert.IsType<InvalidDataException>(response.Interruption);
        Assert.Equal(Json, Encoding.UTF8.GetString(response.Body.Span));
    }

    private static async Task<ApiResponse> ReadAsync(HttpContent content)
    {
        using var response = new HttpResponseMessage { Content = content };
        return await ApiResponse.ReadAsync(response, HttpMethod.Get, Address, Token);
    }

    private static async Task<string> ReadTextAsync(HttpContent content)
    {
        using var response = await ReadAsync(content);
        return Encoding.UTF8.GetString(response.Body.Span);
    }

    private static ByteArrayContent CreateContent(byte[] bytes, params string[] encodings)
    {
        var content = new ByteArrayContent(bytes);
        foreach (var encoding in encodings)
        {
            content.Headers.ContentEncoding.Add(encoding);
        }

        return content;
    }

    private static byte[] Compress(string compression, byte[] bytes)
    {
        using var compressed = new MemoryStream();
        using (Stream stream = compression switch
        {
            "gzip" => new GZipStream(compressed, CompressionLevel.Fastest),
            "br" => new BrotliStream(compressed, CompressionLevel.Fastest),
            "zlib" => new ZLibStream(compressed, CompressionLevel.Fastest),
            _ => new DeflateStream(compressed, CompressionLevel.Fastest),
        })
        {
            stream.Write(bytes);
        }

        return compressed.ToArray();
    }

    /// <summary>Throws an exception at the end of its bytes, as a dropped connection does.</summary>
    private sealed class DroppingStream(byte[] bytes) : MemoryStream(bytes)
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            Position == Length ? throw new IOException("dropped") : base.ReadAsync(buffer, cancellationToken);
    }
}
