using System.IO.Compression;
using System.Text;
using OpenRouterKeys.Fluent.Json;

namespace OpenRouterKeys.Fluent.Http;

/// <summary>Decodes the content of responses.</summary>
internal static class ContentDecoding
{
    /// <summary>Creates a stream that decodes <paramref name="bytes"/>; null if the encoding is unknown.</summary>
    /// <param name="encoding">The encoding's name in <c>Content-Encoding</c>.</param>
    /// <param name="bytes">The encoded bytes.</param>
    /// <param name="isRawDeflate">Whether <c>deflate</c> has no zlib header, as many servers send it.</param>
    public static Stream? CreateDecoder(string encoding, Stream bytes, bool isRawDeflate) => encoding.ToUpperInvariant() switch
    {
        "GZIP" or "X-GZIP" => new GZipStream(bytes, CompressionMode.Decompress),
        "BR" => new BrotliStream(bytes, CompressionMode.Decompress),
        "DEFLATE" => isRawDeflate ? new DeflateStream(bytes, CompressionMode.Decompress) : new ZLibStream(bytes, CompressionMode.Decompress),
        _ => null,
    };

    /// <summary>Reads a list that is larger than the buffer of a response: the bytes in the buffer, then the rest of the stream.</summary>
    /// <param name="start">The bytes that were read from the stream.</param>
    /// <param name="rest">The rest of the stream, which is disposed.</param>
    /// <param name="encodings">The encodings to decode, in this order.</param>
    /// <param name="list">The reader that receives the list.</param>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    /// <returns>Why the list could not be read to its end; null if it was.</returns>
    public static async Task<Exception?> ReadListAsync(
        ReadOnlyMemory<byte> start, Stream rest, IEnumerable<string> encodings, ListReader list, CancellationToken cancellationToken)
    {
        Stream stream = new PrefixedStream(start, rest);
        try
        {
            foreach (var encoding in encodings)
            {
                stream = await DecodeAsync(stream, encoding, cancellationToken).ConfigureAwait(false);
            }

            stream = await ConvertToUtf8Async(stream, cancellationToken).ConfigureAwait(false);
            await list.ReadAsync(stream, cancellationToken).ConfigureAwait(false);
            return null;
        }
        catch (Exception exception) // a closed connection, invalid compression, cancellation, an item that is too large
        {
            return exception;
        }
        finally
        {
            await stream.DisposeAsync().ConfigureAwait(false);
        }
    }

    // Selects the decoder by the first bytes, because a stream cannot be read again if a decoder fails.
    private static async Task<Stream> DecodeAsync(Stream stream, string encoding, CancellationToken cancellationToken)
    {
        var start = await ReadStartAsync(stream, cancellationToken).ConfigureAwait(false);
        var bytes = new PrefixedStream(start, stream);
        var isUncompressed = start is [(byte)'{', ..] or [0xEF, 0xBB, 0xBF, ..]; // a proxy has decompressed the body but kept the header
        return (isUncompressed ? null : CreateDecoder(encoding, bytes, isRawDeflate: !IsZLib(start))) ?? bytes;
    }

    private static bool IsZLib(byte[] start) => start is [var method, var flags, ..] && (method & 0xF) == 8 && ((method << 8) | flags) % 31 == 0;

    private static async Task<Stream> ConvertToUtf8Async(Stream stream, CancellationToken cancellationToken)
    {
        var start = await ReadStartAsync(stream, cancellationToken).ConfigureAwait(false);
        var encoding = ResponseReader.DetectUtf16(start) ?? Encoding.UTF8;
        var bytes = new PrefixedStream(start.AsSpan().StartsWith(encoding.Preamble) ? start.AsMemory(encoding.Preamble.Length) : start, stream);
        return Encoding.CreateTranscodingStream(bytes, encoding, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false)); // also replaces invalid bytes
    }

    private static async Task<byte[]> ReadStartAsync(Stream stream, CancellationToken cancellationToken)
    {
        var start = new byte[4];
        return start[..await stream.ReadAtLeastAsync(start, start.Length, throwOnEndOfStream: false, cancellationToken).ConfigureAwait(false)];
    }

    /// <summary>Returns bytes that were read from a stream, then the rest of the stream.</summary>
    private sealed class PrefixedStream(ReadOnlyMemory<byte> prefix, Stream rest) : Stream
    {
        private ReadOnlyMemory<byte> _prefix = prefix;

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position
        {
            get => throw new NotSupportedException();
            set => throw new NotSupportedException();
        }

        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            if (_prefix.IsEmpty)
            {
                return await rest.ReadAsync(buffer, cancellationToken).ConfigureAwait(false);
            }

            var length = Math.Min(buffer.Length, _prefix.Length);
            _prefix[..length].CopyTo(buffer);
            _prefix = _prefix[length..];
            return length;
        }

        public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
            ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        protected override void Dispose(bool disposing)
        {
            if (disposing)
            {
                rest.Dispose();
            }

            base.Dispose(disposing);
        }
    }
}
