namespace OpenRouterKeys.Fluent.Http;

/// <summary>The body of one attempt to create a key. It leaves once, and carries what became of its one copy past whatever handlers stand
/// between the client and the wire.</summary>
internal sealed class CreationContent(ReadOnlyMemory<byte> body, Uri address, CancellationToken lifetime) : CountedContent(body)
{
    private readonly TaskCompletionSource<(Answer? Answer, Exception? Failure)> _outcome = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _sendings;

    /// <summary>Where it is to go, and nowhere else.</summary>
    public Uri Address { get; } = address;

    /// <summary>Ends when the caller gives up or the attempt's time is over; what handlers in between give up does not end it.</summary>
    public CancellationToken Lifetime { get; } = lifetime;

    /// <summary>Whether <see cref="SendOnceHandler"/> has taken it; its outcome then counts, not what outer handlers return.</summary>
    public bool IsTaken => Volatile.Read(ref _sendings) > 0;

    /// <summary>Ends, and never throws, when the one sending has ended.</summary>
    public Task<(Answer? Answer, Exception? Failure)> Outcome => _outcome.Task;

    protected override int MostCopies => 1;

    /// <summary>True for the first to ask.</summary>
    public bool TryTake() => Interlocked.Increment(ref _sendings) == 1;

    public void End(Answer? answer, Exception? failure) => _outcome.TrySetResult((answer, failure));
}
