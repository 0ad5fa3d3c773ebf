namespace OpenRouterKeys.Fluent.Tests.Http;

/// <summary>Answers by itself.</summary>
internal sealed class AnsweringHandler(Func<Task<HttpResponseMessage>> answer) : HttpMessageHandler
{
    public AnsweringHandler(Func<HttpResponseMessage> answer)
        : this(() => Task.FromResult(answer()))
    {
    }

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) => answer();
}

/// <summary>Answers by itself, and passes the request on when that is over.</summary>
internal sealed class LateHandler(HttpMessageHandler inner) : DelegatingHandler(inner)
{
    private Func<CancellationToken, Task>? _late;

    public Task SendAsync(CancellationToken cancellationToken) => _late!(cancellationToken);

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var late = new HttpRequestMessage(request.Method, request.RequestUri) { Content = request.Content };
        _late = token => base.SendAsync(late, token);
        return Task.FromResult(new HttpResponseMessage(System.Net.HttpStatusCode.ServiceUnavailable));
    }
}
