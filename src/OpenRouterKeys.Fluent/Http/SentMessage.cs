using Flurl.Http;

namespace OpenRouterKeys.Fluent.Http;

/// <summary>What a request of Flurl's becomes, with its bearer and its body's type.</summary>
internal sealed class SentMessage
{
    private readonly HttpContent? _content;
    private HttpRequestMessage? _message;

    public SentMessage(IFlurlRequest request, Secret bearer)
    {
        _content = request.Content;
        request.WithHeader(Authorization.Header, Authorization.Of(bearer)).BeforeCall(call =>
        {
            _message = call.HttpRequestMessage;
            (_content as CountedContent)?.SetContentType(); // not earlier: Flurl would take it apart and put it together again
        });
    }

    /// <summary>Whether a handler has put another content in ours' place, so that ours proves nothing.</summary>
    public bool HasOtherContent => _message?.Content is { } sent && sent != _content;
}
