namespace OpenRouterKeys.Fluent.Tests.Http;

internal sealed class ThrowingHandler(string message) : HttpMessageHandler
{
    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
        throw new FormatException(message);
}
