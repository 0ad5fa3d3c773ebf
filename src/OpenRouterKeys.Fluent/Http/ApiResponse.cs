using System.Buffers;
using System.IO.Compression;
using System.Net;
using OpenRouterKeys.Fluent.Json;

namespace OpenRouterKeys.Fluent.Http;

/// <summary>A response, complete or truncated. Its body is read up to a maximum size, so that neither a server nor decompression can exhaust memory.
/// A larger list is read object by object.</summary>
internal sealed class ApiResponse : IDisposable
{
    private const int MaxBytes = 1024 * 1024;
    private const int InitialBytes = 2048;
    private const int MaxEncodings = 4;

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

    /// <summary>The bytes received, decompressed, at most 1 MiB; none if they were read as a list. They are invalid after the response is disposed.</summary>
    public ReadOnlyMemory<byte> Body { get; }

    /// <summary>Why the body is truncated; null if it is complete.</summary>
    public Exception? Interruption { get; }

    public bool IsComplete => Interruption is null;

    public bool IsSuccess => (int)StatusCode is >= 200 and <= 299;

    /// <summary>Reads as much of the body as possible and never throws, because the bytes received so far may contain the secret. It decompresses here,
    /// because a handler's decompression would lose buffered bytes when the connection closes.</summary>
    /// <param name="response">The response.</param>
    /// <param name="method">The method of the request.</param>
    /// <param name="address">The address of the request.</param>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    /// <param name="list">Reads the body if it is a list of more than 1 MiB; null if the operation does not return a list.</param>
    public static async ValueTask<ApiResponse> ReadAsync(
        HttpResponseMessage response, HttpMethod method, Uri address, CancellationToken cancellationToken, ListReader? list = null)
    {
        var content = response.Content;
        list = response.IsSuccessStatusCode ? list : null;
        string[] encodings = content.Headers.NonValidated.Contains("Content-Encoding") ? [.. content.Headers.ContentEncoding.Reverse().Take(MaxEncodings)] : [];
        var (buffer, length, interruption) = await ReadAsync(content.ReadAsStreamAsync(cancellationToken), list, encodings, cancellationToken).ConfigureAwait(false);
        for (var decoded = 0; decoded < encodings.Length && list is not { IsUsed: true }; decoded++)
        {
            (buffer, length, interruption) = await DecompressAsync((buffer, length, interruption), list, encodings.AsMemory(decoded), isRawDeflate: false).ConfigureAwait(false);
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
        (byte[] Buffer, int Length, Exception? Interruption) compressed, ListReader? list, ReadOnlyMemory<string> encodings, bool isRawDeflate)
    {
        using var bytes = new MemoryStream(compressed.Buffer.AsSpan(0, compressed.Length).ToArray(), writable: false);
        var stream = ContentDecoding.CreateDecoder(encodings.Span[0], bytes, isRawDeflate);
        if (stream is null)
        {
            return compressed;
        }

        var body = await ReadAsync(Task.FromResult(stream), list, encodings[1..], CancellationToken.None).ConfigureAwait(false);
        return body switch
        {
            _ when list is { IsUsed: true } => body with { Interruption = compressed.Interruption ?? body.Interruption },
            { Length: 0, Interruption: not null } when stream is ZLibStream =>
                await DecompressAsync(compressed, list, encodings, isRawDeflate: true).ConfigureAwait(false),
            { Length: 0, Interruption: not null } => compressed, // a proxy has decompressed the body but kept the header
            _ when stream is DeflateStream && body.Buffer.AsSpan(0, body.Length).TrimStart("\uFEFF \t\r\n"u8) is not [(byte)'{', ..] => compressed, // the result is not JSON either
            _ when compressed.Interruption is not null => body with { Interruption = compressed.Interruption },
            _ => body,
        };
    }

    private static async ValueTask<(byte[] Buffer, int Length, Exception? Interruption)> ReadAsync(
        Task<Stream> opened, ListReader? list, ReadOnlyMemory<string> encodings, CancellationToken cancellationToken)
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
                    if (length > MaxBytes && list is not null)
                    {
                        return (buffer, 0, await ContentDecoding.ReadListAsync(buffer.AsMemory(0, length), stream, encodings.ToArray(), list, cancellationToken).ConfigureAwait(false));
                    }

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
