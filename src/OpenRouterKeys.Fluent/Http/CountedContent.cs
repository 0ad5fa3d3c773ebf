using System.Net;

namespace OpenRouterKeys.Fluent.Http;

/// <summary>A body that knows how often it was written.</summary>
internal class CountedContent(ReadOnlyMemory<byte> body) : HttpContent
{
    private const string Type = "Content-Type";
    private const int Many = 1_000_000;
    private int _copies;

    /// <summary>Whether it was written, to the wire or to the buffer of a handler. False proves that nothing was sent so far.</summary>
    public bool IsWritten => Volatile.Read(ref _copies) > 0;

    /// <summary>Whether a handler between the client and the wire has sent it again.</summary>
    public bool IsWrittenAgain => Volatile.Read(ref _copies) > 1;

    /// <summary>Sets the header <c>Content-Type</c> where there is something to be typed and no handler has said otherwise.</summary>
    public void SetContentType()
    {
        if (!body.IsEmpty && !Headers.NonValidated.Contains(Type))
        {
            Headers.TryAddWithoutValidation(Type, "application/json");
        }
    }

    /// <summary>True proves that nothing was written, and from then on nothing can be: a handler that was given up may still be at it.</summary>
    public bool EndsUnwritten() => Interlocked.CompareExchange(ref _copies, MostCopies, 0) == 0;

    protected ReadOnlyMemory<byte> Body => body;

    protected virtual int MostCopies => Many;

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
