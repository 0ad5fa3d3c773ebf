using System.Net;

namespace OpenRouterKeys.Fluent.Http;

/// <summary>The copies of a call that reached the network. They determine what a rejection proves.</summary>
internal enum SentCopies
{
    /// <summary>Provably none.</summary>
    None,

    /// <summary>One, or several that were all rejected. If the response is a rejection, nothing was changed.</summary>
    One,

    /// <summary>At least one that was not rejected, or several of unknown outcome, because a handler sent the call again. A rejection is the outcome of
    /// one of them only.</summary>
    Several,

    /// <summary>Unknown, because a message handler has buffered or replaced the content.</summary>
    Unknown,
}

/// <summary>The content of one attempt that changes something. It counts how often it is written, which proves whether anything was sent; the
/// content of a creation is written at most once. It also returns the result of a creation from <see cref="SendOnceHandler"/> directly to the
/// client, so that the message handlers in between do not receive it.</summary>
internal sealed class CallContent : HttpContent
{
    private const int Unlimited = 1_000_000;
    private const string ContentType = "Content-Type";

    private static readonly Stream BufferProbe = Stream.Synchronized(Stream.Null); // a stream that only IsBuffered passes

    private readonly ReadOnlyMemory<byte> _body;
    private readonly Uri? _address;
    private readonly int _maxWrites;
    private readonly TaskCompletionSource<(ApiResponse? Response, Exception? Failure)>? _result;
    private CallContent? _original;
    private CallContent? _sent;
    private int _writes;
    private int _claims;
    private int _copies; // writes of the copies that SendOnceHandler sent; negative after StopSending
    private int _rejectedCopies;
    private bool _isUnbuffered;

    /// <summary>Creates the content of an update or a deletion, which may be written again.</summary>
    public CallContent(ReadOnlyMemory<byte> body)
        : this(body, Unlimited)
    {
    }

    /// <summary>Creates the content of a creation.</summary>
    /// <param name="body">The bytes.</param>
    /// <param name="address">The address of the creation; a response from another address is not accepted.</param>
    /// <param name="lifetime">Canceled when the caller cancels or the attempt times out. Cancellation by a message handler does not end the attempt.</param>
    public CallContent(ReadOnlyMemory<byte> body, Uri address, CancellationToken lifetime)
        : this(body, maxWrites: 1)
    {
        (_address, Lifetime) = (address, lifetime);
        _result = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }

    private CallContent(ReadOnlyMemory<byte> body, int maxWrites) => (_body, _maxWrites) = (body, maxWrites);

    public bool IsCreation => _result is not null;

    /// <summary>The content that <see cref="SendOnceHandler"/> has copied; this content if it is not a copy.</summary>
    public CallContent Original => _original ?? this;

    public Uri Address => _address!;

    public CancellationToken Lifetime { get; }

    /// <summary>The credential that <see cref="SendOnceHandler"/> adds to a creation; null if the message has one.</summary>
    public Secret? Bearer { private get; set; }

    /// <summary>Whether it was written, to the network or to a message handler's buffer. False proves that nothing has been sent so far.</summary>
    public bool IsWritten => Volatile.Read(ref _writes) > 0;

    /// <summary>Whether <see cref="SendOnceHandler"/> has claimed it. If so, <see cref="Result"/> of a creation is used, not the result of outer
    /// handlers.</summary>
    public bool IsClaimed => Volatile.Read(ref _claims) > 0;

    /// <summary>The result of a creation. Completes when sending has ended, and never fails.</summary>
    public Task<(ApiResponse? Response, Exception? Failure)> Result => _result!.Task;

    /// <summary>Returns true for the first call only.</summary>
    public bool TryClaim() => Interlocked.Increment(ref _claims) == 1;

    /// <summary>Sets the header <c>Content-Type</c> unless the content is empty or a message handler has set it.</summary>
    public void SetContentType()
    {
        if (!_body.IsEmpty && !Headers.NonValidated.Contains(ContentType))
        {
            Headers.TryAddWithoutValidation(ContentType, "application/json");
        }
    }

    /// <summary>Prepares the message of a creation for sending. If a message handler has buffered this content, a copy that can be written once takes
    /// its place, because the socket handler resends buffered bytes (after REFUSED_STREAM, for example).</summary>
    public void AttachTo(HttpRequestMessage message)
    {
        message.Content = _sent = IsWritten ? Clone(maxWrites: 1) : this;
        _sent.SetContentType();
        if (Bearer is not null)
        {
            message.Headers.TryAddWithoutValidation(FlurlTransport.AuthorizationHeader, FlurlTransport.Authorization(Bearer));
        }

        if (message.RequestUri?.OriginalString == Address.OriginalString)
        {
            message.RequestUri = _address; // the same address, already parsed
        }
    }

    /// <summary>Creates a copy of an update or a deletion for one sending by <see cref="SendOnceHandler"/>. If a message handler has buffered this
    /// content, only its copies show what was sent.</summary>
    public CallContent CreateCopy()
    {
        TryClaim();
        return Clone(Unlimited);
    }

    /// <summary>Records the response to this copy.</summary>
    public void RecordResponse(HttpStatusCode status)
    {
        var original = Original;
        if (!CallOutcome.IsRejection(status))
        {
            if (!IsWritten)
            {
                Interlocked.Increment(ref original._copies); // it was sent, because there is a response
            }
        }
        else if (IsWritten)
        {
            Interlocked.Increment(ref original._rejectedCopies);
        }
    }

    /// <summary>Prevents an update or a deletion from being sent again, because its outcome is about to be reported.</summary>
    /// <param name="isReplaced">Whether a message handler has replaced this content.</param>
    public SentCopies StopSending(bool isReplaced)
    {
        var writes = Interlocked.Exchange(ref _writes, Unlimited);
        var copies = Interlocked.Exchange(ref _copies, int.MinValue);
        return isReplaced ? SentCopies.Unknown
            : IsClaimed ? (copies == 0 ? SentCopies.None : copies > Volatile.Read(ref _rejectedCopies) ? SentCopies.Several : SentCopies.One)
            : writes == 0 ? SentCopies.None
            : IsBuffered() ? SentCopies.Unknown
            : writes > 1 ? SentCopies.Several
            : SentCopies.One;
    }

    public void Complete(ApiResponse? response, Exception? failure) => _result!.TrySetResult((response, failure));

    /// <summary>Prevents writing from now on, because a canceled message handler may still be running.</summary>
    /// <returns>True if nothing was sent. It is then never sent.</returns>
    public bool PreventWriting()
    {
        var content = _sent ?? this;
        return Interlocked.CompareExchange(ref content._writes, content._maxWrites, 0) == 0;
    }

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) =>
        SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        if (ReferenceEquals(stream, BufferProbe))
        {
            _isUnbuffered = true;
            return Task.CompletedTask;
        }

        return Interlocked.Increment(ref _writes) > _maxWrites || !TryCountCopy()
            ? throw new InvalidOperationException(Original.IsCreation
                ? "A message handler tried to send the creation of a key again. A creation is sent only once."
                : "A message handler tried to send the call after its outcome was reported.")
            : stream.WriteAsync(_body, cancellationToken).AsTask();
    }

    protected override bool TryComputeLength(out long length)
    {
        length = _body.Length;
        return true;
    }

    // A creation's only copy is limited to one write.
    private bool TryCountCopy() => _original is null or { IsCreation: true } || Interlocked.Increment(ref _original._copies) > 0;

    // HttpContent copies its buffer, if it has one, instead of calling SerializeToStreamAsync.
    private bool IsBuffered()
    {
        try
        {
            return CopyToAsync(BufferProbe, CancellationToken.None).IsCompletedSuccessfully && !_isUnbuffered;
        }
        catch (ObjectDisposedException)
        {
            return true; // a message handler has disposed it, so it does not show whether it was buffered
        }
    }

    private CallContent Clone(int maxWrites)
    {
        var clone = new CallContent(_body, maxWrites) { _original = this };
        foreach (var (name, values) in Headers.NonValidated)
        {
            clone.Headers.TryAddWithoutValidation(name, values);
        }

        return clone;
    }
}
