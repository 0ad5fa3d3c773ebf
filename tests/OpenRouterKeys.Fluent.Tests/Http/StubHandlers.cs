namespace OpenRouterKeys.Fluent.Tests.Http;

/// <summary>Returns a given response without sending the request.</summary>
internal sealed class StubHandler(Func<Task<HttpResponseMessage>> respond) : HttpMessageHandler
{
    public StubHandler(Func<HttpResponseMessage> respond)
        : this(() => Task.FromResult(respond()))
    {
    }

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) => respond();
}

/// <summary>Throws an exception without sending the request.</summary>
internal sealed class ThrowingHandler(string message) : HttpMessageHandler
{
    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
        throw new FormatException(message);
}

/// <summary>Returns 503 immediately. The request is sent to the inner handler by <see cref="SendAsync(CancellationToken)"/>.</summary>
internal sealed class DeferredSendHandler(HttpMessageHandler inner) : DelegatingHandler(inner)
{
    private Func<CancellationToken, Task>? _send;

    public Task SendAsync(CancellationToken cancellationToken) => _send!(cancellationToken);

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var clone = new HttpRequestMessage(request.Method, request.RequestUri) { Content = request.Content };
        _send = token => base.SendAsync(clone, token);
        return Task.FromResult(new HttpResponseMessage(System.Net.HttpStatusCode.ServiceUnavailable));
    }
}
