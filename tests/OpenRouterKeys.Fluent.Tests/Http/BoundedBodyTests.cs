using System.IO.Compression;
using System.Text;
using OpenRouterKeys.Fluent.Http;

namespace OpenRouterKeys.Fluent.Tests.Http;

/// <summary>What is read of a body: its bound, its encodings, and why the rest did not come.</summary>
public class BoundedBodyTests
{
    private const int MiB = 1024 * 1024;
    private const string Json = """{"data":{"hash":"h1"}}""";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_MiB_is_whole_and_a_byte_more_is_not()
    {
        using var whole = await ReadAsync(new ByteArrayContent(new byte[MiB]));
        using var cut = await ReadAsync(new ByteArrayContent(new byte[MiB + 1]));

        Assert.Equal((MiB, null), (whole.Bytes.Length, whole.Interruption));
        Assert.Equal((MiB, "The answer is larger than 1 MiB."), (cut.Bytes.Length, Assert.IsType<InvalidDataException>(cut.Interruption).Message));
    }

    [Theory]
    [InlineData("gzip", "gzip")]
    [InlineData("gzip", "X-GZIP")]
    [InlineData("br", "br")]
    [InlineData("zlib", "deflate")]
    [InlineData("deflate", "deflate")] // as many servers understand it
    public async Task A_compressed_body_is_read(string compression, string encoding)
    {
        using var body = await ReadAsync(Content(Compress(compression, Encoding.UTF8.GetBytes(Json)), encoding));

        Assert.Equal((Json, null), (Encoding.UTF8.GetString(body.Bytes.Span), body.Interruption));
    }

    [Theory]
    [InlineData("[1]")]
    [InlineData("no such thing")]
    public async Task What_is_compressed_need_not_be_an_object(string text)
    {
        Assert.Equal(text, await ReadTextAsync(Content(Compress("gzip", Encoding.UTF8.GetBytes(text)), "gzip")));
        Assert.Equal(text, await ReadTextAsync(Content(Compress("zlib", Encoding.UTF8.GetBytes(text)), "deflate")));
    }

    [Theory]
    [InlineData("\n ")]
    [InlineData("\uFEFF")]
    public async Task Deflate_without_its_frame_may_begin_before_the_object(string before) =>
        Assert.Equal(before + Json, await ReadTextAsync(Content(Compress("deflate", Encoding.UTF8.GetBytes(before + Json)), "deflate")));

    [Fact]
    public async Task Encodings_are_undone_from_the_last_to_the_first() =>
        Assert.Equal(
            Json,
            await ReadTextAsync(Content(Compress("gzip", Compress("br", Encoding.UTF8.GetBytes(Json))), "br", "gzip")));

    [Fact]
    public async Task An_encoding_that_is_not_known_is_left_as_it_is() =>
        Assert.Equal(Json, await ReadTextAsync(Content(Encoding.UTF8.GetBytes(Json), "zstd")));

    [Fact]
    public async Task A_compressed_body_that_breaks_off_is_interrupted_and_keeps_what_came()
    {
        var compressed = Compress("gzip", Encoding.UTF8.GetBytes(Json + string.Concat(Enumerable.Range(0, 10_000))));
        using var lost = new BreakingStream(compressed[..(compressed.Length / 2)]);
        using var body = await ReadAsync(new StreamContent(lost) { Headers = { ContentEncoding = { "gzip" } } });

        Assert.Equal("lost", Assert.IsType<IOException>(body.Interruption).Message);
        Assert.StartsWith(Json, Encoding.UTF8.GetString(body.Bytes.Span), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_compressed_body_that_is_broken_is_interrupted_and_keeps_what_came()
    {
        var compressed = Compress("gzip", Encoding.UTF8.GetBytes(Json));
        compressed[^8] ^= 1; // of its checksum
        using var body = await ReadAsync(Content(compressed, "gzip"));

        Assert.IsType<InvalidDataException>(body.Interruption);
        Assert.Equal(Json, Encoding.UTF8.GetString(body.Bytes.Span));
    }

    private static ValueTask<BoundedBody> ReadAsync(HttpContent content) => BoundedBody.ReadAsync(content, Token);

    private static async Task<string> ReadTextAsync(HttpContent content)
    {
        using var body = await ReadAsync(content);
        return Encoding.UTF8.GetString(body.Bytes.Span);
    }

    private static ByteArrayContent Content(byte[] bytes, params string[] encodings)
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

    /// <summary>Loses its connection where its bytes end.</summary>
    private sealed class BreakingStream(byte[] bytes) : MemoryStream(bytes)
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            Position == Length ? throw new IOException("lost") : base.ReadAsync(buffer, cancellationToken);
    }
}
