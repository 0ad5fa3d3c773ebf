namespace OpenRouterKeys.Fluent.Http;

/// <summary>The body of one attempt to create a key. It knows how often it began to leave, and carries what became of its one copy past
/// whatever handlers stand between the client and the wire.</summary>
internal sealed class CreationContent(ReadOnlyMemory<byte> body, Uri address, CancellationToken lifetime) : OnceContent(body)
{
    private readonly TaskCompletionSource<(ApiResponse? Answer, Exception? Failure)> _outcome = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private OnceContent? _sent;
    private int _sendings;

    /// <summary>Where it is to go, and nowhere else.</summary>
    public Uri Address => address;

    /// <summary>Ends when the caller gives up or the attempt's time is over; what handlers in between give up does not end it.</summary>
    public CancellationToken Lifetime => lifetime;

    /// <summary>Whether someone has taken it: while a call is on its way that is <see cref="SendOnceHandler"/>, whose outcome then counts, not
    /// what outer handlers return.</summary>
    public bool IsTaken => Volatile.Read(ref _sendings) > 0;

    /// <summary>Ends, and never throws, when the one sending has ended.</summary>
    public Task<(ApiResponse? Answer, Exception? Failure)> Outcome => _outcome.Task;

    /// <summary>True for the first to ask.</summary>
    public bool TryTake() => Interlocked.Increment(ref _sendings) == 1;

    /// <summary>Who asks, where <see cref="SendOnceHandler"/> is to say so.</summary>
    public Secret? Bearer { private get; set; }

    /// <summary>Has the one who has taken it send it: the content itself, or another where a handler has kept its bytes. Those the sockets'
    /// handler would send again by itself, on a REFUSED_STREAM say.</summary>
    public void AttachTo(HttpRequestMessage message)
    {
        message.Content = _sent = IsWritten ? Clone() : this;
        _sent.SetContentType();
        if (Bearer is not null)
        {
            message.Headers.TryAddWithoutValidation(Authorization.Header, Authorization.Of(Bearer));
        }

        if (message.RequestUri?.OriginalString == address.OriginalString)
        {
            message.RequestUri = address; // the same, but its parts are known already
        }
    }

    public void End(ApiResponse? answer, Exception? failure) => _outcome.TrySetResult((answer, failure));

    /// <summary>True proves that nothing was sent, and that nothing will be.</summary>
    public bool EndsUnsent() => (_sent ?? this).EndsUnwritten();
}
