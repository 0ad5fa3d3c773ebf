using System.Net;

namespace OpenRouterKeys.Fluent.Http;

/// <summary>Request content that counts how often it is written, which proves whether anything was sent.</summary>
/// <param name="body">The bytes.</param>
/// <param name="maxWrites">The maximum number of times that it may be written.</param>
internal class CountedContent(ReadOnlyMemory<byte> body, int maxWrites = CountedContent.Unlimited) : HttpContent
{
    private const int Unlimited = 1_000_000;
    private const string ContentType = "Content-Type";
    private int _writes;

    /// <summary>Whether it was written, to the network or to a message handler's buffer. False proves that nothing has been sent so far.</summary>
    public bool IsWritten => Volatile.Read(ref _writes) > 0;

    /// <summary>Whether it was written more than once, because a message handler sent it again.</summary>
    public bool IsWrittenAgain => Volatile.Read(ref _writes) > 1;

    /// <summary>Sets the header <c>Content-Type</c> unless the content is empty or a message handler has set it.</summary>
    public void SetContentType()
    {
        if (!body.IsEmpty && !Headers.NonValidated.Contains(ContentType))
        {
            Headers.TryAddWithoutValidation(ContentType, "application/json");
        }
    }

    /// <summary>Prevents writing from now on, because a canceled message handler may still be running.</summary>
    /// <returns>True if it was not written before. It is then never written.</returns>
    public bool PreventWriting() => Interlocked.CompareExchange(ref _writes, maxWrites, 0) == 0;

    /// <summary>Creates content with the same bytes and headers that can be written once.</summary>
    protected CountedContent CloneForOneWrite()
    {
        var clone = new CountedContent(body, maxWrites: 1);
        foreach (var (name, values) in Headers.NonValidated)
        {
            clone.Headers.TryAddWithoutValidation(name, values);
        }

        return clone;
    }

    protected sealed override Task SerializeToStreamAsync(Stream stream, TransportContext? context) =>
        SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected sealed override Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken) =>
        Interlocked.Increment(ref _writes) <= maxWrites
            ? stream.WriteAsync(body, cancellationToken).AsTask()
            : throw new InvalidOperationException("A message handler tried to send the creation of a key again. A creation is sent only once.");

    protected sealed override bool TryComputeLength(out long length)
    {
        length = body.Length;
        return true;
    }
}
