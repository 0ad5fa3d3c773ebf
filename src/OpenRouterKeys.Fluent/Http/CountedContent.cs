using System.Net;

namespace OpenRouterKeys.Fluent.Http;

/// <summary>A body that knows how often it began to leave.</summary>
internal class CountedContent(ReadOnlyMemory<byte> body) : HttpContent
{
    private int _copies;

    public int Length => body.Length;

    /// <summary>False proves that nothing was sent.</summary>
    public bool HasBegunToLeave => Volatile.Read(ref _copies) > 0;

    /// <summary>Whether a handler between the client and the wire has sent it again.</summary>
    public bool HasLeftAgain => Volatile.Read(ref _copies) > 1;

    protected virtual int MostCopies => int.MaxValue;

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
