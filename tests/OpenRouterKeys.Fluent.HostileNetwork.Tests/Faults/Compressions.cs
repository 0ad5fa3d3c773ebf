using System.IO.Compression;
using System.Text;
using static OpenRouterKeys.Fluent.HostileNetwork.Tests.Outcomes;
using static OpenRouterKeys.Fluent.HostileNetwork.Tests.Server.Steps;
using static OpenRouterKeys.Fluent.HostileNetwork.Tests.Server.Texts;

namespace OpenRouterKeys.Fluent.HostileNetwork.Tests.Faults;

/// <summary>Compression that nobody asked for.</summary>
internal static class Compressions
{
    private static readonly byte[] Body = Encoding.UTF8.GetBytes(WithSecret);
    private static readonly byte[] Bomb = new byte[100_000_000];
    private static readonly byte[] Zipped = Gzip(Body);

    // Random text behind the secret, so that most of it is still to come when the secret has been read.
    private static readonly byte[] ZippedLong = Gzip([.. Body, .. Encoding.ASCII.GetBytes(Convert.ToHexString(Enumerable.Range(0, 20_000).Select(i => (byte)(i * i * 31 >> 3)).ToArray()))]);

    public static Fault[] All { get; } =
    [
        new("gzip", Created, 1, Read, Answer(201, Zipped, Encoded("gzip"))),
        new("gzip, in capitals", Created, 1, Read, Answer(201, Zipped, Encoded("GZIP"))),
        new("x-gzip", Created, 1, Read, Answer(201, Zipped, Encoded("x-gzip"))),
        new("brotli", Created, 1, Read, Answer(201, Brotli(Body), Encoded("br"))),
        new("deflate", Created, 1, Read, Answer(201, Zlib(Body), Encoded("deflate"))),
        new("deflate, without its frame", Created, 1, Read, Answer(201, Deflate(Body), Encoded("deflate"))),
        new("gzip in brotli", Created, 1, Read, Answer(201, Brotli(Zipped), Encoded("gzip, br"))),
        new("gzip in brotli, in two headers", Created, 1, Read, Answer(201, Brotli(Zipped), Encoded("gzip") + Encoded("br"))),
        new("gzip four times", Created, 1, Read, Answer(201, Gzip(Gzip(Gzip(Zipped))), Encoded("gzip, gzip, gzip, gzip"))),
        new("gzip in two members", Created, 1, Read, Answer(201, [.. Gzip(Body[..20]), .. Gzip(Body[20..])], Encoded("gzip"))),
        new("gzip in chunks", Created, 1, Read, Send(Chunked(201, Encoded("gzip")) + $"{Zipped.Length:x}\r\n"), Send(Zipped), Send("\r\n0\r\n\r\n")),
        new("gzip, undone by a proxy that left its header", Created, 1, Read, Answer(201, Body, Encoded("gzip"))),
        new("deflate, undone by a proxy that left its header", Created, 1, Read, Answer(201, Body, Encoded("deflate"))),
        new("brotli, undone by a proxy that left its header", Created, 1, Read, Answer(201, Body, Encoded("br"))),
        new("an unknown encoding that is none", Created, 1, Read, Answer(201, Body, Encoded("zstd"))),
        new("identity", Created, 1, Read, Answer(201, Body, Encoded("identity"))),
        new("an encoding that is no token", Created, 1, Read, Answer(201, Body, Encoded("g zip;;,"))),
        new("gzip, cut before the secret", UnknownAfter(201), 1, Read, Send(Head(201, 1000, Encoded("gzip"))), Send(Zipped[..20])),
        new("gzip, cut behind the secret", Created, 1, Read, Send(Head(201, 1_000_000, Encoded("gzip"))), Send(ZippedLong[..(ZippedLong.Length / 2)])),
        new("gzip, broken at once", UnknownAfter(201), 1, Read, Answer(201, [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF], Encoded("gzip"))),
        new("gzip, broken behind the secret", Created, 1, Read, Answer(201, [.. ZippedLong[..(ZippedLong.Length / 2)], .. new byte[500]], Encoded("gzip"))),
        new("gzip, a wrong checksum", Created, 1, Read, Answer(201, [.. Zipped[..^8], 0, 0, 0, 0, .. Zipped[^4..]], Encoded("gzip"))),
        new("gzip, garbage behind it", Created, 1, Read, Answer(201, [.. Zipped, 1, 2, 3], Encoded("gzip"))),
        new("a bomb in gzip", UnknownAfter(201), 1, Read, Answer(201, Gzip(Bomb), Encoded("gzip"))),
        new("a bomb in gzip, the secret first", Created, 1, Read, Answer(201, Gzip([.. Body, .. Bomb]), Encoded("gzip"))),
        new("a bomb in brotli", UnknownAfter(201), 1, Read, Answer(201, Brotli(Bomb), Encoded("br"))),
        new("a bomb in deflate", UnknownAfter(201), 1, Read, Answer(201, Zlib(Bomb), Encoded("deflate"))),
        new("a bomb in gzip twice", UnknownAfter(201), 1, Read, Answer(201, Gzip(Gzip(Bomb)), Encoded("gzip, gzip"))),
        new("a bomb in a 400", UnknownAfter(400), 1, Read, Answer(400, Gzip(Bomb), Encoded("gzip"))),
        new("400 in gzip", Rejected(400), 1, Read, Answer(400, Gzip("""{"error":{"message":"no"}}"""u8.ToArray()), Encoded("gzip"))),
    ];

    private static string Encoded(string how) => $"Content-Encoding: {how}\r\n";

    private static byte[] Gzip(byte[] bytes) => Compress(bytes, to => new GZipStream(to, CompressionLevel.Fastest));

    private static byte[] Zlib(byte[] bytes) => Compress(bytes, to => new ZLibStream(to, CompressionLevel.Fastest));

    private static byte[] Deflate(byte[] bytes) => Compress(bytes, to => new DeflateStream(to, CompressionLevel.Fastest));

    private static byte[] Brotli(byte[] bytes) => Compress(bytes, to => new BrotliStream(to, CompressionLevel.Fastest));

    private static byte[] Compress(byte[] bytes, Func<Stream, Stream> how)
    {
        using var compressed = new MemoryStream();
        using (var stream = how(compressed))
        {
            stream.Write(bytes);
        }

        return compressed.ToArray();
    }
}
