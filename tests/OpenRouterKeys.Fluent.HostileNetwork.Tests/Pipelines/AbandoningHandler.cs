namespace OpenRouterKeys.Fluent.HostileNetwork.Tests.Pipelines;

/// <summary>Throws immediately and leaves the request running, as a handler with a timeout that does not cancel the request.</summary>
internal sealed class AbandoningHandler(HttpMessageHandler inner) : DelegatingHandler(inner)
{
    public Task<HttpResponseMessage>? Abandoned { get; private set; }

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        Abandoned = base.SendAsync(request, CancellationToken.None);
        throw new HttpRequestException("Abandoned.");
    }
}
