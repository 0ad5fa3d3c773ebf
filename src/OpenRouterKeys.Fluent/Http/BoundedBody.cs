using System.Buffers;
using System.IO.Compression;

namespace OpenRouterKeys.Fluent.Http;

/// <summary>A body as far as it came: up to a bound, so that no server and no decompression can fill the memory. Its bytes end with it.</summary>
internal sealed class BoundedBody : IDisposable
{
    private const int MostBytes = 1024 * 1024;
    private const int FirstBytes = 2048;
    private const int MostEncodings = 4;
    private const string RawDeflate = "UNFRAMED DEFLATE"; // as many servers have it

    private byte[]? _buffer;

    private BoundedBody(byte[] buffer, int length, Exception? interruption)
    {
        (_buffer, Bytes, Interruption) = (buffer, buffer.AsMemory(0, length), interruption);
    }

    /// <summary>What came, decompressed.</summary>
    public ReadOnlyMemory<byte> Bytes { get; }

    /// <summary>Why the rest did not come; null where the body is whole.</summary>
    public Exception? Interruption { get; }

    /// <summary>Gives the memory back, wiped; but not where a reading that was given up may still write to it.</summary>
    public void Dispose()
    {
        if (Interlocked.Exchange(ref _buffer, null) is { } buffer && Interruption is null)
        {
            ArrayPool<byte>.Shared.Return(buffer, clearArray: true);
        }
    }

    /// <summary>Nothing that stops it is thrown: what came so far may hold the secret. Decompresses what no handler has decompressed; a handler's own
    /// decompression would lose the bytes that it holds when the connection breaks.</summary>
    public static async ValueTask<BoundedBody> ReadAsync(HttpContent content, CancellationToken cancellationToken)
    {
        var body = await ReadAsync(content.ReadAsStreamAsync(cancellationToken), cancellationToken).ConfigureAwait(false);
        return content.Headers.NonValidated.Contains("Content-Encoding") ? await DecompressAsync(body, content.Headers.ContentEncoding).ConfigureAwait(false) : body;
    }

    private static async Task<BoundedBody> DecompressAsync(BoundedBody body, IEnumerable<string> encodings)
    {
        foreach (var encoding in encodings.Reverse().Take(MostEncodings))
        {
            body = await DecompressAsync(body, encoding).ConfigureAwait(false);
        }

        return body;
    }

    private static async Task<BoundedBody> DecompressAsync(BoundedBody compressed, string encoding)
    {
        using var bytes = new MemoryStream(compressed.Bytes.ToArray(), writable: false);
        Stream? stream = encoding.ToUpperInvariant() switch
        {
            "GZIP" or "X-GZIP" => new GZipStream(bytes, CompressionMode.Decompress),
            "BR" => new BrotliStream(bytes, CompressionMode.Decompress),
            "DEFLATE" => new ZLibStream(bytes, CompressionMode.Decompress),
            RawDeflate => new DeflateStream(bytes, CompressionMode.Decompress),
            _ => null,
        };
        if (stream is null)
        {
            return compressed;
        }

        var body = await ReadAsync(Task.FromResult(stream), CancellationToken.None).ConfigureAwait(false);
        return body switch
        {
            { Bytes.IsEmpty: true, Interruption: not null } when stream is ZLibStream => await DecompressAsync(compressed, RawDeflate).ConfigureAwait(false),
            { Bytes.IsEmpty: true, Interruption: not null } => compressed, // a proxy has decompressed it and left the header
            _ when stream is DeflateStream && body.Bytes.Span.TrimStart("\uFEFF \t\r\n"u8) is not [(byte)'{', ..] => compressed, // neither
            _ when compressed.Interruption is not null => new(body._buffer!, body.Bytes.Length, compressed.Interruption),
            _ => body,
        };
    }

    private static async ValueTask<BoundedBody> ReadAsync(Task<Stream> opened, CancellationToken cancellationToken)
    {
        var buffer = Rent(FirstBytes); // more than the usual answer, whose length takes longer to parse than this to clear
        var length = 0;
        try
        {
            var stream = await opened.ConfigureAwait(false);
            await using (stream.ConfigureAwait(false))
            {
                for (int read; (read = await stream.ReadAsync(buffer.AsMemory(length), cancellationToken).ConfigureAwait(false)) > 0;)
                {
                    length += read;
                    if (length > MostBytes)
                    {
                        return new(buffer, MostBytes, new InvalidDataException("The answer is larger than 1 MiB."));
                    }

                    if (length == buffer.Length)
                    {
                        var larger = Rent(length * 2);
                        buffer.CopyTo(larger, 0);
                        ArrayPool<byte>.Shared.Return(buffer, clearArray: true);
                        buffer = larger;
                    }
                }
            }

            return new(buffer, length, null);
        }
        catch (Exception exception) // a lost connection, broken compression, a cancelled token: all end the reading, none the answer
        {
            return new(buffer, Math.Max(length, LengthWritten(buffer)), exception);
        }
    }

    private static byte[] Rent(int length)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(length);
        Array.Clear(buffer); // others leave in it what they had
        return buffer;
    }

    // A read that fails may have written first, and says not how much: a chunk is copied before the next one's head is found broken.
    private static int LengthWritten(byte[] buffer) => buffer.AsSpan().LastIndexOfAnyExcept((byte)0) + 1;
}
