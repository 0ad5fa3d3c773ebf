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
        request.Headers.ExpectContinue = false; // whatever the client's default headers say
        return request.Method != HttpMethod.Post ? base.SendAsync(request, cancellationToken)
            : request.Content is not CreationContent creation ? Task.FromException<HttpResponseMessage>(new InvalidOperationException(
                "A handler has replaced the body of a key's creation, so it cannot be told whether it was sent: it is refused."))
            : creation.TryTake() ? SendFirstAsync(request, creation)
            : RefuseAsync(creation, cancellationToken);
    }

    /// <summary>Always throws: the library sends asynchronously only.</summary>
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
