using System.Net;

namespace OpenRouterKeys.Fluent.Http;

/// <summary>The body of one attempt to create a key. It knows how often it began to leave, and carries what became of its one copy past
/// whatever handlers stand between the client and the wire.</summary>
internal sealed class CreationContent : HttpContent
{
    private readonly TaskCompletionSource<(Answer? Answer, Exception? Failure)> _outcome = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly ReadOnlyMemory<byte> _body;
    private int _copies;
    private int _sendings;

    public CreationContent(ReadOnlyMemory<byte> body, Uri address, CancellationToken lifetime)
    {
        _body = body;
        Address = address;
        Lifetime = lifetime;
    }

    /// <summary>Where it is to go, and nowhere else.</summary>
    public Uri Address { get; }

    /// <summary>Ends when the caller gives up or the attempt's time is over; what handlers in between give up does not end it.</summary>
    public CancellationToken Lifetime { get; }

    /// <summary>True proves that nothing was sent, and from then on nothing can be: a handler that was given up may still be at it.</summary>
    public bool EndsUnsent() => Interlocked.CompareExchange(ref _copies, 1, 0) == 0;

    /// <summary>Whether <see cref="SendOnceHandler"/> has taken it; its outcome then counts, not what outer handlers return.</summary>
    public bool IsTaken => Volatile.Read(ref _sendings) > 0;

    /// <summary>Ends, and never throws, when the one sending has ended.</summary>
    public Task<(Answer? Answer, Exception? Failure)> Outcome => _outcome.Task;

    /// <summary>True for the first to ask.</summary>
    public bool TryTake() => Interlocked.Increment(ref _sendings) == 1;

    public void End(Answer? answer, Exception? failure) => _outcome.TrySetResult((answer, failure));

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) =>
        SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken) =>
        Interlocked.Increment(ref _copies) == 1
            ? stream.WriteAsync(_body, cancellationToken).AsTask()
            : throw new InvalidOperationException("The creation of a key is sent once, and a second copy of it was asked for.");

    protected override bool TryComputeLength(out long length)
    {
        length = _body.Length;
        return true;
    }
}
