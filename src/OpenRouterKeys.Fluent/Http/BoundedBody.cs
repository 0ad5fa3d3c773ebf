using System.Buffers;
using System.IO.Compression;

namespace OpenRouterKeys.Fluent.Http;

/// <summary>A response body, read up to a maximum size so that neither a server nor decompression can exhaust memory. Its bytes are invalid after disposal.</summary>
internal sealed class BoundedBody : IDisposable
{
    private const int MaxBytes = 1024 * 1024;
    private const int InitialBytes = 2048;
    private const int MaxEncodings = 4;
    private const string RawDeflate = "RAW DEFLATE"; // what many servers send as deflate

    private byte[]? _buffer;

    private BoundedBody(byte[] buffer, int length, Exception? interruption)
    {
        (_buffer, Bytes, Interruption) = (buffer, buffer.AsMemory(0, length), interruption);
    }

    /// <summary>The bytes received, decompressed.</summary>
    public ReadOnlyMemory<byte> Bytes { get; }

    /// <summary>Why the body is truncated; null if it is complete.</summary>
    public Exception? Interruption { get; }

    /// <summary>Clears the buffer and returns it to the pool, unless a canceled read may still write to it.</summary>
    public void Dispose()
    {
        if (Interlocked.Exchange(ref _buffer, null) is { } buffer && Interruption is null)
        {
            ArrayPool<byte>.Shared.Return(buffer, clearArray: true);
        }
    }

    /// <summary>Reads the body and never throws, because the bytes received so far may contain the secret. It decompresses here, because a handler's
    /// decompression would lose buffered bytes when the connection closes.</summary>
    public static async ValueTask<BoundedBody> ReadAsync(HttpContent content, CancellationToken cancellationToken)
    {
        var body = await ReadAsync(content.ReadAsStreamAsync(cancellationToken), cancellationToken).ConfigureAwait(false);
        return content.Headers.NonValidated.Contains("Content-Encoding") ? await DecompressAsync(body, content.Headers.ContentEncoding).ConfigureAwait(false) : body;
    }

    private static async Task<BoundedBody> DecompressAsync(BoundedBody body, IEnumerable<string> encodings)
    {
        foreach (var encoding in encodings.Reverse().Take(MaxEncodings))
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
            { Bytes.IsEmpty: true, Interruption: not null } => compressed, // a proxy has decompressed the body but kept the header
            _ when stream is DeflateStream && body.Bytes.Span.TrimStart("\uFEFF \t\r\n"u8) is not [(byte)'{', ..] => compressed, // the result is not JSON either
            _ when compressed.Interruption is not null => new(body._buffer!, body.Bytes.Length, compressed.Interruption),
            _ => body,
        };
    }

    private static async ValueTask<BoundedBody> ReadAsync(Task<Stream> opened, CancellationToken cancellationToken)
    {
        var buffer = Rent(InitialBytes); // larger than most responses; reading Content-Length would take longer than clearing this buffer
        var length = 0;
        try
        {
            var stream = await opened.ConfigureAwait(false);
            await using (stream.ConfigureAwait(false))
            {
                for (int read; (read = await stream.ReadAsync(buffer.AsMemory(length), cancellationToken).ConfigureAwait(false)) > 0;)
                {
                    length += read;
                    if (length > MaxBytes)
                    {
                        return new(buffer, MaxBytes, new InvalidDataException("The response is larger than 1 MiB."));
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
        catch (Exception exception) // a closed connection, invalid compression, cancellation: keep the bytes read so far
        {
            return new(buffer, Math.Max(length, FindWrittenLength(buffer)), exception);
        }
    }

    private static byte[] Rent(int length)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(length);
        Array.Clear(buffer); // the pool does not clear it
        return buffer;
    }

    // A failed read may have written bytes without returning their number: a chunk is copied before the next chunk's header is found to be invalid.
    private static int FindWrittenLength(byte[] buffer) => buffer.AsSpan().LastIndexOfAnyExcept((byte)0) + 1;
}
