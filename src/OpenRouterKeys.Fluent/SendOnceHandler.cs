using OpenRouterKeys.Fluent.Http;

namespace OpenRouterKeys.Fluent;

/// <summary>A handler that sends each creation at most once per attempt, whatever retry or hedging handlers surround it. Clients created by
/// the library have it. In your own <see cref="Flurl.Http.IFlurlClient"/>, make it the innermost handler, over a primary handler that
/// does not follow redirects.</summary>
/// <remarks>The client receives the response to a creation directly. The handlers outside this one see its status and headers, but not its
/// content, so that they cannot log the new key. A POST to create a key with content that the library did not create is rejected. Other calls can
/// be sent any number of times; copies of updates and deletions are counted, so that the rejection of one copy does not hide that another copy was
/// processed.</remarks>
/// <param name="inner">The handler that sends the requests, for example a <see cref="SocketsHttpHandler"/> with
/// <c>AllowAutoRedirect = false</c>.</param>
public sealed class SendOnceHandler(HttpMessageHandler inner) : DelegatingHandler(inner)
{
    /// <summary>Creates a handler that sends the requests as the library's own clients do: without following redirects, without cookies, and
    /// without a proxy for loopback addresses.</summary>
    public SendOnceHandler()
        : this(CreateSocketsHandler())
    {
    }

    /// <inheritdoc />
    /// <exception cref="InvalidOperationException">A handler tried to send a creation again (thrown when the first sending has completed), or
    /// the request is a POST to create a key with content that the library did not create.</exception>
    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        request.Headers.ExpectContinue = false; // regardless of the client's default headers
        var content = (request.Content as CallContent)?.Original;
        return content is { IsCreation: false } ? SendCopyAsync(request, content, cancellationToken)
            : request.Method != HttpMethod.Post ? base.SendAsync(request, cancellationToken)
            : content is null && IsAssignment(request) ? base.SendAsync(request, cancellationToken)
            : content is not { } creation ? Task.FromException<HttpResponseMessage>(new InvalidOperationException(
                "A message handler replaced the request content, so a duplicate creation cannot be ruled out. The request was not sent."))
            : creation.TryClaim() ? SendFirstAsync(request, creation)
            : RejectAsync(creation, cancellationToken);
    }

    /// <summary>Not supported: the library only sends asynchronously.</summary>
    /// <inheritdoc />
    /// <exception cref="NotSupportedException">Always.</exception>
    protected override HttpResponseMessage Send(HttpRequestMessage request, CancellationToken cancellationToken) =>
        throw new NotSupportedException("Synchronous calls are not supported. Use the asynchronous methods.");

    private static SocketsHttpHandler CreateSocketsHandler()
    {
        var sockets = FlurlTransport.CreateSocketsHandler();
        sockets.Proxy = new LoopbackBypassingProxy();
        return sockets;
    }

    // Assigning a guardrail may be repeated.
    private static bool IsAssignment(HttpRequestMessage request) => request.RequestUri?.AbsolutePath.EndsWith("/assignments/keys", StringComparison.Ordinal) == true;

    private static async Task<HttpResponseMessage> RejectAsync(CallContent creation, CancellationToken cancellationToken)
    {
        // Wait for the first sending: if this failed immediately, a hedging handler would return the failure instead of the 201.
        await creation.Result.WaitAsync(cancellationToken).ConfigureAwait(false);
        throw new InvalidOperationException("A message handler tried to send the creation of a key again. A creation is sent only once.");
    }

    private async Task<HttpResponseMessage> SendCopyAsync(HttpRequestMessage request, CallContent content, CancellationToken cancellationToken)
    {
        var copy = content.CreateCopy();
        request.Content = copy;
        try
        {
            var response = await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
            copy.RecordResponse(response.StatusCode);
            return response;
        }
        finally
        {
            request.Content = content; // so that sending the same message again is counted
        }
    }

    // Ignores the outer handlers' token: only the attempt's own lifetime may interrupt a 201 that is arriving.
    private async Task<HttpResponseMessage> SendFirstAsync(HttpRequestMessage request, CallContent creation)
    {
        try
        {
            creation.AttachTo(request);
            var message = await base.SendAsync(request, creation.Lifetime).ConfigureAwait(false);
            var response = await ApiResponse.ReadAsync(message, HttpMethod.Post, creation.Address, creation.Lifetime).ConfigureAwait(false);
            creation.Complete(response, null);
            message.Content.Dispose();
            message.Content = null; // a body may contain the new key or, in an error, the management key
            return message;
        }
        catch (Exception exception)
        {
            creation.Complete(null, exception);
            throw;
        }
        finally
        {
            request.Content = creation; // so that sending the same message again is detected
        }
    }
}
