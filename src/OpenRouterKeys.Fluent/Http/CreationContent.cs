namespace OpenRouterKeys.Fluent.Http;

/// <summary>The content of one attempt to create a key. It is written at most once. It also returns the attempt's result from
/// <see cref="SendOnceHandler"/> directly to the client, so that the message handlers in between do not receive it.</summary>
internal sealed class CreationContent(ReadOnlyMemory<byte> body, Uri address, CancellationToken lifetime) : CountedContent(body, maxWrites: 1)
{
    private readonly TaskCompletionSource<(ApiResponse? Response, Exception? Failure)> _result = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private CountedContent? _sent;
    private int _claims;

    /// <summary>The address of the creation; a response from another address is not accepted.</summary>
    public Uri Address => address;

    /// <summary>Canceled when the caller cancels or the attempt times out. Cancellation by a message handler does not end the attempt.</summary>
    public CancellationToken Lifetime => lifetime;

    /// <summary>Whether <see cref="SendOnceHandler"/> has claimed it. If so, <see cref="Result"/> is used, not the result of outer handlers.</summary>
    public bool IsClaimed => Volatile.Read(ref _claims) > 0;

    /// <summary>Completes when sending has ended. It never fails.</summary>
    public Task<(ApiResponse? Response, Exception? Failure)> Result => _result.Task;

    /// <summary>The credential that <see cref="SendOnceHandler"/> adds; null if the message has one.</summary>
    public Secret? Bearer { private get; set; }

    /// <summary>Returns true for the first call only.</summary>
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
