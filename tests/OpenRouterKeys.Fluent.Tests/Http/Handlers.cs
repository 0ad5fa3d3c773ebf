namespace OpenRouterKeys.Fluent.Tests.Http;

/// <summary>Sends the request up to three times, until a response is successful.</summary>
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

/// <summary>Reads the response body before the client does.</summary>
internal sealed class ReadingHandler : DelegatingHandler
{
    private readonly Action<string>? _onRead;

    public ReadingHandler(Action<string> onRead) => _onRead = onRead;

    public ReadingHandler(HttpMessageHandler inner, Action<string>? onRead = null)
        : base(inner) => _onRead = onRead;

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var response = await base.SendAsync(request, cancellationToken);
        try
        {
            var body = await response.Content.ReadAsStringAsync(cancellationToken);
            _onRead?.Invoke(body);
            return response;
        }
        catch
        {
            response.Dispose(); // otherwise its connection stays open until a garbage collection
            throw;
        }
    }
}

/// <summary>Buffers the request body, so that it can be sent more than once.</summary>
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
        await (request.Content?.LoadIntoBufferAsync(cancellationToken) ?? Task.CompletedTask);
        return await base.SendAsync(request, cancellationToken);
    }
}
