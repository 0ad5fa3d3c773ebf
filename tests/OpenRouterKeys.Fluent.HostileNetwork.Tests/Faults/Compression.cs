using System.IO.Compression;
using System.Text;
using static OpenRouterKeys.Fluent.HostileNetwork.Tests.Outcomes;
using static OpenRouterKeys.Fluent.HostileNetwork.Tests.Server.Steps;
using static OpenRouterKeys.Fluent.HostileNetwork.Tests.Server.ResponseText;

namespace OpenRouterKeys.Fluent.HostileNetwork.Tests.Faults;

/// <summary>Compression that the client did not request.</summary>
internal static class Compression
{
    private static readonly byte[] Body = Encoding.UTF8.GetBytes(Key);
    private static readonly byte[] Bomb = new byte[100_000_000];
    private static readonly byte[] Zipped = Gzip(Body);

    // Random text after the secret, so that most of the body is still unread when the secret has arrived.
    private static readonly byte[] ZippedLong = Gzip([.. Body, .. Encoding.ASCII.GetBytes(Convert.ToHexString(Enumerable.Range(0, 20_000).Select(i => (byte)(i * i * 31 >> 3)).ToArray()))]);

    public static Fault[] All { get; } =
    [
        new("gzip", Created, 1, Read, Respond(201, Zipped, Encoded("gzip"))),
        new("gzip in upper case", Created, 1, Read, Respond(201, Zipped, Encoded("GZIP"))),
        new("x-gzip", Created, 1, Read, Respond(201, Zipped, Encoded("x-gzip"))),
        new("brotli", Created, 1, Read, Respond(201, Brotli(Body), Encoded("br"))),
        new("deflate", Created, 1, Read, Respond(201, Zlib(Body), Encoded("deflate"))),
        new("raw deflate without zlib header", Created, 1, Read, Respond(201, Deflate(Body), Encoded("deflate"))),
        new("gzip in brotli", Created, 1, Read, Respond(201, Brotli(Zipped), Encoded("gzip, br"))),
        new("gzip in brotli, two headers", Created, 1, Read, Respond(201, Brotli(Zipped), Encoded("gzip") + Encoded("br"))),
        new("gzip four times", Created, 1, Read, Respond(201, Gzip(Gzip(Gzip(Zipped))), Encoded("gzip, gzip, gzip, gzip"))),
        new("two gzip members", Created, 1, Read, Respond(201, [.. Gzip(Body[..20]), .. Gzip(Body[20..])], Encoded("gzip"))),
        new("gzip, chunked", Created, 1, Read, Send(Chunked(201, Encoded("gzip")) + $"{Zipped.Length:x}\r\n"), Send(Zipped), Send("\r\n0\r\n\r\n")),
        new("gzip header, uncompressed body", Created, 1, Read, Respond(201, Body, Encoded("gzip"))),
        new("deflate header, uncompressed body", Created, 1, Read, Respond(201, Body, Encoded("deflate"))),
        new("brotli header, uncompressed body", Created, 1, Read, Respond(201, Body, Encoded("br"))),
        new("unknown encoding header, uncompressed body", Created, 1, Read, Respond(201, Body, Encoded("zstd"))),
        new("identity", Created, 1, Read, Respond(201, Body, Encoded("identity"))),
        new("invalid encoding header", Created, 1, Read, Respond(201, Body, Encoded("g zip;;,"))),
        new("gzip, truncated before the secret", UnknownAfter(201), 1, Read, Send(Head(201, 1000, Encoded("gzip"))), Send(Zipped[..20])),
        new("gzip, truncated after the secret", Created, 1, Read, Send(Head(201, 1_000_000, Encoded("gzip"))), Send(ZippedLong[..(ZippedLong.Length / 2)])),
        new("gzip, corrupt from the start", UnknownAfter(201), 1, Read, Respond(201, [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF], Encoded("gzip"))),
        new("gzip, corrupt after the secret", Created, 1, Read, Respond(201, [.. ZippedLong[..(ZippedLong.Length / 2)], .. new byte[500]], Encoded("gzip"))),
        new("gzip, wrong checksum", Created, 1, Read, Respond(201, [.. Zipped[..^8], 0, 0, 0, 0, .. Zipped[^4..]], Encoded("gzip"))),
        new("gzip, followed by garbage", Created, 1, Read, Respond(201, [.. Zipped, 1, 2, 3], Encoded("gzip"))),
        new("gzip bomb", UnknownAfter(201), 1, Read, Respond(201, Gzip(Bomb), Encoded("gzip"))),
        new("gzip bomb after the secret", Created, 1, Read, Respond(201, Gzip([.. Body, .. Bomb]), Encoded("gzip"))),
        new("brotli bomb", UnknownAfter(201), 1, Read, Respond(201, Brotli(Bomb), Encoded("br"))),
        new("deflate bomb", UnknownAfter(201), 1, Read, Respond(201, Zlib(Bomb), Encoded("deflate"))),
        new("gzip bomb, compressed twice", UnknownAfter(201), 1, Read, Respond(201, Gzip(Gzip(Bomb)), Encoded("gzip, gzip"))),
        new("400 with gzip bomb", UnknownAfter(400), 1, Read, Respond(400, Gzip(Bomb), Encoded("gzip"))),
        new("400 in gzip", Rejected(400), 1, Read, Respond(400, Gzip("""{"error":{"message":"no"}}"""u8.ToArray()), Encoded("gzip"))),
    ];

    private static string Encoded(string encoding) => $"Content-Encoding: {encoding}\r\n";

    private static byte[] Gzip(byte[] bytes) => Compress(bytes, to => new GZipStream(to, CompressionLevel.Fastest));

    private static byte[] Zlib(byte[] bytes) => Compress(bytes, to => new ZLibStream(to, CompressionLevel.Fastest));

    private static byte[] Deflate(byte[] bytes) => Compress(bytes, to => new DeflateStream(to, CompressionLevel.Fastest));

    private static byte[] Brotli(byte[] bytes) => Compress(bytes, to => new BrotliStream(to, CompressionLevel.Fastest));

    private static byte[] Compress(byte[] bytes, Func<Stream, Stream> open)
    {
        using var compressed = new MemoryStream();
        using (var stream = open(compressed))
        {
            stream.Write(bytes);
        }

        return compressed.ToArray();
    }
}
