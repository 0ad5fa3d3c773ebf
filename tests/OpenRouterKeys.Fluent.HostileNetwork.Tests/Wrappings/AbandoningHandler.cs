namespace OpenRouterKeys.Fluent.HostileNetwork.Tests.Wrappings;

/// <summary>Gives up at once, and leaves what it began to itself: a hedge, or a wait with a limit, that nobody has stopped.</summary>
internal sealed class AbandoningHandler(HttpMessageHandler inner) : DelegatingHandler(inner)
{
    public Task<HttpResponseMessage>? Abandoned { get; private set; }

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        Abandoned = base.SendAsync(request, CancellationToken.None);
        throw new HttpRequestException("Given up.");
    }
}
