using OpenRouterKeys.Fluent.Http;

namespace OpenRouterKeys.Fluent;

/// <summary>The primary handler that lets each creation reach the wire once, whatever retries or hedges outside it. Our own clients have
/// it; put it innermost, over a handler with redirects off, where you bring your own <see cref="Flurl.Http.IFlurlClient"/>. It hands the
/// answer to the client past all handlers outside it, and gives these its status and headers, but neither its body nor the
/// body's headers, so that none of them can log the new key, or the management key where an error tells it. A POST that is not a key's
/// creation is refused; other methods pass.</summary>
/// <param name="inner">What sends: a <see cref="SocketsHttpHandler"/> with <c>AllowAutoRedirect = false</c>, say.</param>
public sealed class SendOnceHandler(HttpMessageHandler inner) : DelegatingHandler(inner)
{
    /// <inheritdoc />
    /// <exception cref="InvalidOperationException">A second copy of a creation, once the first has ended; or a POST that is not a creation.</exception>
    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        request.Headers.ExpectContinue = false; // regardless of the client's default headers
        return request.Method != HttpMethod.Post ? base.SendAsync(request, cancellationToken)
            : request.Content is not CreationContent creation ? Task.FromException<HttpResponseMessage>(new InvalidOperationException(
                "A message handler replaced the request content, so a duplicate creation cannot be ruled out. The request was not sent."))
            : creation.TryClaim() ? SendFirstAsync(request, creation)
            : RejectAsync(creation, cancellationToken);
    }

    /// <summary>Not supported: the library only sends asynchronously.</summary>
    /// <inheritdoc />
    /// <exception cref="NotSupportedException">Always.</exception>
    protected override HttpResponseMessage Send(HttpRequestMessage request, CancellationToken cancellationToken) =>
        throw new NotSupportedException("Synchronous calls are not supported. Use the asynchronous methods.");

    private static async Task<HttpResponseMessage> RejectAsync(CreationContent creation, CancellationToken cancellationToken)
    {
        // If this failed at once, a hedging handler would return this failure instead of the first copy's 201.
        await creation.Result.WaitAsync(cancellationToken).ConfigureAwait(false);
        throw new InvalidOperationException("The creation of a key is sent only once, and a message handler tried to send it again.");
    }

    // An outer handler that cancels must not interrupt a 201 that is arriving, so only the attempt's own lifetime ends the call.
    private async Task<HttpResponseMessage> SendFirstAsync(HttpRequestMessage request, CreationContent creation)
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
            request.Content = creation; // so that a second sending of the same message is recognized
        }
    }
}
