using System.Net;
using System.Net.Http.Headers;

namespace OpenRouterKeys.Fluent.Http;

/// <summary>A body that knows how often it was written.</summary>
internal class CountedContent(ReadOnlyMemory<byte> body) : HttpContent
{
    private static readonly MediaTypeHeaderValue Json = new("application/json");
    private int _copies;

    /// <summary>Whether it was written, to the wire or to the buffer of a handler. False proves that nothing was sent so far.</summary>
    public bool IsWritten => Volatile.Read(ref _copies) > 0;

    /// <summary>Whether a handler between the client and the wire has sent it again.</summary>
    public bool IsWrittenAgain => Volatile.Read(ref _copies) > 1;

    /// <summary>Sets the header <c>Content-Type</c> where there is something to be typed.</summary>
    public void TellType() => Headers.ContentType = body.IsEmpty ? null : Json;

    protected ReadOnlyMemory<byte> Body => body;

    protected virtual int MostCopies => int.MaxValue;

    /// <summary>Counts a copy that nobody gets, unless there is one.</summary>
    protected bool TryCountFirst() => Interlocked.CompareExchange(ref _copies, 1, 0) == 0;

    protected sealed override Task SerializeToStreamAsync(Stream stream, TransportContext? context) =>
        SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected sealed override Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken) =>
        Interlocked.Increment(ref _copies) <= MostCopies
            ? stream.WriteAsync(body, cancellationToken).AsTask()
            : throw new InvalidOperationException("The creation of a key is sent once, and a second copy of it was asked for.");

    protected sealed override bool TryComputeLength(out long length)
    {
        length = body.Length;
        return true;
    }
}
