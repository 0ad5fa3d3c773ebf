using OpenRouterKeys.Fluent.Http;

namespace OpenRouterKeys.Fluent;

/// <summary>A handler that sends each creation at most once per attempt, whatever retry or hedging handlers surround it. Clients created by
/// the library have it. In your own <see cref="Flurl.Http.IFlurlClient"/>, make it the innermost handler, over a primary handler that
/// does not follow redirects.</summary>
/// <remarks>The client receives the response to a creation directly. The handlers outside this one see its status and headers, but not its
/// content, so that they cannot log the new key. A POST that is not a creation by this library is rejected; other methods pass.</remarks>
/// <param name="inner">The handler that sends the requests, for example a <see cref="SocketsHttpHandler"/> with
/// <c>AllowAutoRedirect = false</c>.</param>
public sealed class SendOnceHandler(HttpMessageHandler inner) : DelegatingHandler(inner)
{
    /// <inheritdoc />
    /// <exception cref="InvalidOperationException">A handler sent a creation again, which fails after the first copy has ended; or the
    /// request is a POST that is not a creation by this library.</exception>
    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        request.Headers.ExpectContinue = false; // whatever the client's default headers say
        return request.Method != HttpMethod.Post ? base.SendAsync(request, cancellationToken)
            : request.Content is not CreationContent creation ? Task.FromException<HttpResponseMessage>(new InvalidOperationException(
                "A handler has replaced the body of a key's creation, so it cannot be told whether it was sent: it is refused."))
            : creation.TryTake() ? SendFirstAsync(request, creation)
            : RefuseAsync(creation, cancellationToken);
    }

    /// <summary>Throws an exception, because the library sends requests asynchronously only.</summary>
    /// <inheritdoc />
    /// <exception cref="NotSupportedException">Always.</exception>
    protected override HttpResponseMessage Send(HttpRequestMessage request, CancellationToken cancellationToken) =>
        throw new NotSupportedException("Keys are managed asynchronously only.");

    private static async Task<HttpResponseMessage> RefuseAsync(CreationContent creation, CancellationToken cancellationToken)
    {
        // Failing at once would win over the first copy's 201 where a handler hedges.
        await creation.Outcome.WaitAsync(cancellationToken).ConfigureAwait(false);
        throw new InvalidOperationException("The creation of a key is sent once: a handler has tried to send it again.");
    }

    // A handler outside that gives up must not cut off a 201 on its way, so its token is not asked; the attempt's time ends it.
    private async Task<HttpResponseMessage> SendFirstAsync(HttpRequestMessage request, CreationContent creation)
    {
        try
        {
            creation.AttachTo(request);
            var response = await base.SendAsync(request, creation.Lifetime).ConfigureAwait(false);
            var answer = await ApiResponse.ReadAsync(response, HttpMethod.Post, creation.Address, creation.Lifetime).ConfigureAwait(false);
            creation.End(answer, null);
            response.Content.Dispose();
            response.Content = null; // any body may tell a secret: a success the new key, an error the management key
            return response;
        }
        catch (Exception exception)
        {
            creation.End(null, exception);
            throw;
        }
        finally
        {
            request.Content = creation; // by which a second sending of the message is known
        }
    }
}
