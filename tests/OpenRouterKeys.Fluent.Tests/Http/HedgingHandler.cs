namespace OpenRouterKeys.Fluent.Tests.Http;

/// <summary>Sends a second copy of the request when <see cref="Hedge"/> is called, and returns the response that arrives first.</summary>
internal sealed class HedgingHandler(HttpMessageHandler inner) : DelegatingHandler(inner)
{
    private readonly TaskCompletionSource _hedge = new();
    private readonly TaskCompletionSource _secondStarted = new();

    public Task SecondStarted => _secondStarted.Task;

    public void Hedge() => _hedge.TrySetResult();

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var first = base.SendAsync(request, cancellationToken);
        await Task.WhenAny(first, _hedge.Task);
        var clone = new HttpRequestMessage(request.Method, request.RequestUri) { Content = request.Content };
        var second = base.SendAsync(clone, cancellationToken);
        _secondStarted.SetResult();
        return await await Task.WhenAny(first, second);
    }
}
