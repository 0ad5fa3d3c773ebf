namespace OpenRouterKeys.Fluent.Tests.Http;

/// <summary>Sends again on any failure, up to three times, as examples on the web do.</summary>
internal sealed class RetryHandler(HttpMessageHandler inner) : DelegatingHandler(inner)
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                var response = await base.SendAsync(request, cancellationToken);
                if (response.IsSuccessStatusCode || attempt == 3)
                {
                    return response;
                }
            }
            catch (HttpRequestException) when (attempt < 3)
            {
            }
        }
    }
}

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

internal sealed class ReadingHandler(HttpMessageHandler inner, Action<string>? seen = null) : DelegatingHandler(inner)
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var response = await base.SendAsync(request, cancellationToken);
        seen?.Invoke(await response.Content.ReadAsStringAsync(cancellationToken));
        return response;
    }
}

internal sealed class BufferingHandler(HttpMessageHandler inner) : DelegatingHandler(inner)
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        await request.Content!.LoadIntoBufferAsync(cancellationToken);
        return await base.SendAsync(request, cancellationToken);
    }
}

internal sealed class ThrowingHandler(string message) : HttpMessageHandler
{
    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
        throw new FormatException(message);
}
