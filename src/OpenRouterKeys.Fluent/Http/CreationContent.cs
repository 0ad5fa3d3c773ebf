namespace OpenRouterKeys.Fluent.Http;

/// <summary>The content of one attempt to create a key. It is written once at most, and it carries the attempt's result past all message handlers
/// between the client and the network.</summary>
internal sealed class CreationContent(ReadOnlyMemory<byte> body, Uri address, CancellationToken lifetime) : CountedContent(body, maxWrites: 1)
{
    private readonly TaskCompletionSource<(ApiResponse? Response, Exception? Failure)> _result = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private CountedContent? _sent;
    private int _claims;

    /// <summary>The only address that it may be sent to.</summary>
    public Uri Address => address;

    /// <summary>Canceled when the caller cancels or the attempt times out. Cancellation by a message handler does not end the attempt.</summary>
    public CancellationToken Lifetime => lifetime;

    /// <summary>Whether <see cref="SendOnceHandler"/> has claimed it. Then <see cref="Result"/> counts, not what outer message handlers return.</summary>
    public bool IsClaimed => Volatile.Read(ref _claims) > 0;

    /// <summary>Completes when the only sending has ended. It never fails.</summary>
    public Task<(ApiResponse? Response, Exception? Failure)> Result => _result.Task;

    /// <summary>The credential that <see cref="SendOnceHandler"/> adds; null if the message has one.</summary>
    public Secret? Bearer { private get; set; }

    /// <summary>Returns true to the first caller only.</summary>
    public bool TryClaim() => Interlocked.Increment(ref _claims) == 1;

    /// <summary>Prepares the message for sending. If a message handler has buffered this content, a copy that can be written once takes its place,
    /// because the socket handler resends buffered bytes (after REFUSED_STREAM, for example).</summary>
    public void AttachTo(HttpRequestMessage message)
    {
        message.Content = _sent = IsWritten ? CloneForOneWrite() : this;
        _sent.SetContentType();
        if (Bearer is not null)
        {
            message.Headers.TryAddWithoutValidation(FlurlTransport.AuthorizationHeader, FlurlTransport.Authorization(Bearer));
        }

        if (message.RequestUri?.OriginalString == address.OriginalString)
        {
            message.RequestUri = address; // the same address, already parsed
        }
    }

    public void Complete(ApiResponse? response, Exception? failure) => _result.TrySetResult((response, failure));

    /// <summary>Returns true if nothing was sent, and prevents sending from now on.</summary>
    public bool PreventSending() => (_sent ?? this).PreventWriting();
}
