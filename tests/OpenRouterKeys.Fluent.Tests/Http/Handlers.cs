namespace OpenRouterKeys.Fluent.Tests.Http;

/// <summary>Sends again on any failure, up to three times, as examples on the web do.</summary>
internal sealed class RetryHandler : DelegatingHandler
{
    public RetryHandler()
    {
    }

    public RetryHandler(HttpMessageHandler inner)
        : base(inner)
    {
    }

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

                response.Dispose();
            }
            catch (Exception) when (attempt < 3)
            {
            }
        }
    }
}

/// <summary>Reads the answer before the client does.</summary>
internal sealed class ReadingHandler : DelegatingHandler
{
    private readonly Action<string>? _seen;

    public ReadingHandler(Action<string> seen) => _seen = seen;

    public ReadingHandler(HttpMessageHandler inner, Action<string>? seen = null)
        : base(inner) => _seen = seen;

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var response = await base.SendAsync(request, cancellationToken);
        try
        {
            var body = await response.Content.ReadAsStringAsync(cancellationToken);
            _seen?.Invoke(body);
            return response;
        }
        catch
        {
            response.Dispose(); // otherwise its connection stays open until a garbage collection
            throw;
        }
    }
}

/// <summary>Keeps the body, so that it can be sent as often as one likes.</summary>
internal sealed class BufferingHandler : DelegatingHandler
{
    public BufferingHandler()
    {
    }

    public BufferingHandler(HttpMessageHandler inner)
        : base(inner)
    {
    }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        await request.Content!.LoadIntoBufferAsync(cancellationToken);
        return await base.SendAsync(request, cancellationToken);
    }
}
