namespace OpenRouterKeys.Fluent.Tests.Http;

/// <summary>Sends a second copy when told so, and takes what ends first, as hedging does.</summary>
internal sealed class HedgingHandler(HttpMessageHandler inner) : DelegatingHandler(inner)
{
    private readonly TaskCompletionSource _hedge = new();
    private readonly TaskCompletionSource _secondAsked = new();

    public Task SecondAsked => _secondAsked.Task;

    public void Hedge() => _hedge.TrySetResult();

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var first = base.SendAsync(request, cancellationToken);
        await Task.WhenAny(first, _hedge.Task);
        var clone = new HttpRequestMessage(request.Method, request.RequestUri) { Content = request.Content };
        var second = base.SendAsync(clone, cancellationToken);
        _secondAsked.SetResult();
        return await await Task.WhenAny(first, second);
    }
}
