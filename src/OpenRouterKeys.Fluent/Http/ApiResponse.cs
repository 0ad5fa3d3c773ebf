using System.Buffers;
using System.IO.Compression;
using System.Net;

namespace OpenRouterKeys.Fluent.Http;

/// <summary>A response, complete or truncated. Its body is read up to a maximum size, so that neither a server nor decompression can exhaust memory.</summary>
internal sealed class ApiResponse : IDisposable
{
    private const int MaxBytes = 1024 * 1024;
    private const int InitialBytes = 2048;
    private const int MaxEncodings = 4;
    private const string RawDeflate = "RAW DEFLATE"; // what many servers send as deflate

    private byte[]? _buffer;

    private ApiResponse(byte[] buffer, int length, Exception? interruption)
    {
        (_buffer, Body, Interruption) = (buffer, buffer.AsMemory(0, length), interruption);
    }

    /// <summary>The HTTP status.</summary>
    public required HttpStatusCode StatusCode { get; init; }

    /// <summary>The <c>Retry-After</c> header as received.</summary>
    public string? RetryAfter { get; init; }

    /// <summary>The <c>Date</c> header of a response with <c>Retry-After</c>; null if it is missing or invalid.</summary>
    public DateTimeOffset? Date { get; init; }

    /// <summary>Whether the response belongs to the requested address and method, not to a redirect.</summary>
    public required bool IsFromRequestedAddress { get; init; }

    /// <summary>The bytes received, decompressed, at most 1 MiB. They are invalid after the response is disposed.</summary>
    public ReadOnlyMemory<byte> Body { get; }

    /// <summary>Why the body is truncated; null if it is complete.</summary>
    public Exception? Interruption { get; }

    public bool IsComplete => Interruption is null;

    public bool IsSuccess => (int)StatusCode is >= 200 and <= 299;

    /// <summary>Reads as much of the body as possible and never throws, because the bytes received so far may contain the secret. It decompresses here,
    /// because a handler's decompression would lose buffered bytes when the connection closes.</summary>
    public static async ValueTask<ApiResponse> ReadAsync(HttpResponseMessage response, HttpMethod method, Uri address, CancellationToken cancellationToken)
    {
        var content = response.Content;
        var (buffer, length, interruption) = await ReadAsync(content.ReadAsStreamAsync(cancellationToken), cancellationToken).ConfigureAwait(false);
        if (content.Headers.NonValidated.Contains("Content-Encoding"))
        {
            foreach (var encoding in content.Headers.ContentEncoding.Reverse().Take(MaxEncodings))
            {
                (buffer, length, interruption) = await DecompressAsync((buffer, length, interruption), encoding).ConfigureAwait(false);
            }
        }

        var retryAfter = !response.IsSuccessStatusCode && response.Headers.NonValidated.TryGetValues("Retry-After", out var values) ? string.Join(", ", values) : null;
        return new(buffer, length, interruption)
        {
            StatusCode = response.StatusCode,
            RetryAfter = retryAfter,
            Date = retryAfter is null ? null : response.Headers.Date,
            IsFromRequestedAddress = response.RequestMessage is not { } request || (request.RequestUri == address && request.Method == method),
        };
    }

    /// <summary>Clears the buffer and returns it to the pool, unless a canceled read may still write to it.</summary>
    public void Dispose()
    {
        if (Interlocked.Exchange(ref _buffer, null) is { } buffer && IsComplete)
        {
            ArrayPool<byte>.Shared.Return(buffer, clearArray: true);
        }
    }

    private static async Task<(byte[] Buffer, int Length, Exception? Interruption)> DecompressAsync(
        (byte[] Buffer, int Length, Exception? Interruption) compressed, string encoding)
    {
        using var bytes = new MemoryStream(compressed.Buffer.AsSpan(0, compressed.Length).ToArray(), writable: false);
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
            { Length: 0, Interruption: not null } when stream is ZLibStream => await DecompressAsync(compressed, RawDeflate).ConfigureAwait(false),
            { Length: 0, Interruption: not null } => compressed, // a proxy has decompressed the body but kept the header
            _ when stream is DeflateStream && body.Buffer.AsSpan(0, body.Length).TrimStart("\uFEFF \t\r\n"u8) is not [(byte)'{', ..] => compressed, // the result is not JSON either
            _ when compressed.Interruption is not null => body with { Interruption = compressed.Interruption },
            _ => body,
        };
    }

    private static async ValueTask<(byte[] Buffer, int Length, Exception? Interruption)> ReadAsync(Task<Stream> opened, CancellationToken cancellationToken)
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
                        return (buffer, MaxBytes, new InvalidDataException("The response is larger than 1 MiB."));
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

            return (buffer, length, null);
        }
        catch (Exception exception) // a closed connection, invalid compression, cancellation: keep the bytes read so far
        {
            return (buffer, Math.Max(length, FindWrittenLength(buffer)), exception);
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
