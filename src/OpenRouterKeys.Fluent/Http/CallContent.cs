using System.Net;

namespace OpenRouterKeys.Fluent.Http;

/// <summary>The content of one attempt that changes something. It counts how often it is written, which proves whether anything was sent; the
/// content of a creation is written at most once. It also returns the result of a creation from <see cref="SendOnceHandler"/> directly to the
/// client, so that the message handlers in between do not receive it.</summary>
internal sealed class CallContent : HttpContent
{
    private const int Unlimited = 1_000_000;
    private const string ContentType = "Content-Type";

    private readonly ReadOnlyMemory<byte> _body;
    private readonly Uri? _address;
    private readonly int _maxWrites;
    private readonly TaskCompletionSource<(ApiResponse? Response, Exception? Failure)>? _result;
    private CallContent? _sent;
    private int _writes;
    private int _claims;

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

    public Uri Address => _address!;

    public CancellationToken Lifetime { get; }

    /// <summary>The credential that <see cref="SendOnceHandler"/> adds to a creation; null if the message has one.</summary>
    public Secret? Bearer { private get; set; }

    /// <summary>Whether it was written, to the network or to a message handler's buffer. False proves that nothing has been sent so far.</summary>
    public bool IsWritten => Volatile.Read(ref _writes) > 0;

    /// <summary>Whether it was written more than once, because a message handler sent it again.</summary>
    public bool IsWrittenAgain => Volatile.Read(ref _writes) > 1;

    /// <summary>Whether <see cref="SendOnceHandler"/> has claimed it. If so, <see cref="Result"/> is used, not the result of outer handlers.</summary>
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
        message.Content = _sent = IsWritten ? CloneForOneWrite() : this;
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

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken) =>
        Interlocked.Increment(ref _writes) <= _maxWrites
            ? stream.WriteAsync(_body, cancellationToken).AsTask()
            : throw new InvalidOperationException("A message handler tried to send the creation of a key again. A creation is sent only once.");

    protected override bool TryComputeLength(out long length)
    {
        length = _body.Length;
        return true;
    }

    private CallContent CloneForOneWrite()
    {
        var clone = new CallContent(_body, maxWrites: 1);
        foreach (var (name, values) in Headers.NonValidated)
        {
            clone.Headers.TryAddWithoutValidation(name, values);
        }

        return clone;
    }
}
