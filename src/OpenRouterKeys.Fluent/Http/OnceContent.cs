using System.Net;

namespace OpenRouterKeys.Fluent.Http;

/// <summary>A body that is written once, and knows whether it was.</summary>
internal class OnceContent(ReadOnlyMemory<byte> body) : HttpContent
{
    private int _copies;

    /// <summary>Whether it was written, to the wire or to the buffer of a handler.</summary>
    public bool IsWritten => Volatile.Read(ref _copies) > 0;

    /// <summary>Another one of the same bytes, not yet written.</summary>
    public OnceContent Anew()
    {
        var content = new OnceContent(body);
        content.Headers.ContentType = Headers.ContentType;
        return content;
    }

    /// <summary>True proves that nothing was written, and from then on nothing can be: a handler that was given up may still be at it.</summary>
    public bool EndsUnwritten() => Interlocked.CompareExchange(ref _copies, 1, 0) == 0;

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) =>
        SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken) =>
        Interlocked.Increment(ref _copies) == 1
            ? stream.WriteAsync(body, cancellationToken).AsTask()
            : throw new InvalidOperationException("The creation of a key is sent once, and a second copy of it was asked for.");

    protected override bool TryComputeLength(out long length)
    {
        length = body.Length;
        return true;
    }
}
