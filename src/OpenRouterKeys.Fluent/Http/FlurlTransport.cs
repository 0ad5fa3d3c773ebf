using System.Net.Http.Headers;
using Flurl.Http;

namespace OpenRouterKeys.Fluent.Http;

/// <summary>Sends through Flurl, and takes back what came of it: never an exception of Flurl's, which carries the bearer token.</summary>
internal sealed class FlurlTransport(IFlurlClient flurl)
{
    private static readonly MediaTypeHeaderValue Json = new("application/json");

    /// <summary>A client of our own.</summary>
    public static IFlurlClient NewClient(Uri address) => new FlurlClient(new HttpClient(new SendOnceHandler(new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        UseProxy = !address.IsLoopback, // what is for this machine stays on it, above all the bearer token over http
        PooledConnectionLifetime = TimeSpan.FromMinutes(5), // a name that moves is followed
    })));

    /// <summary>Never throws: what went wrong is part of what is returned.</summary>
    public async Task<Exchange> SendAsync(CreationContent creation, ManagementKey key)
    {
        HttpRequestMessage? message = null;
        var request = new FlurlRequest(creation.Address.AbsoluteUri)
            .WithHeader("Authorization", "Bearer " + key.Reveal())
            .WithAutoRedirect(false)
            .AllowAnyHttpStatus()
            .BeforeCall(call =>
            {
                message = call.HttpRequestMessage;
                creation.Headers.ContentType = Json; // not earlier: Flurl would take it apart and put it together again
            });
        request.Settings.Timeout = null; // the content's lifetime ends it
        request.Verb = HttpMethod.Post;
        request.Content = creation;
        var (answer, failure) = await SendThroughHandlersAsync(request, creation).ConfigureAwait(false);
        var isGuarded = !creation.TryTake(); // and where it is not, no guard that comes too late can send
        if (isGuarded)
        {
            (answer, failure) = await creation.Outcome.ConfigureAwait(false);
        }
        else
        {
            creation.End(answer, failure);
        }

        // Where a handler has put another content in ours' place, ours proves nothing.
        var isReplaced = !isGuarded && message?.Content is { } content && content != creation;
        return new(answer, failure, !creation.EndsUnsent() || isReplaced);
    }

    private async Task<(Answer? Answer, Exception? Failure)> SendThroughHandlersAsync(IFlurlRequest request, CreationContent creation)
    {
        try
        {
            using var response = await flurl.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, creation.Lifetime).ConfigureAwait(false);
            // Null where a handler of the caller's has marked an exception as handled.
            var answer = response is null || creation.IsTaken ? null
                : await Answer.ReadAsync(response.ResponseMessage, creation.Address, creation.Lifetime).ConfigureAwait(false);
            return (answer, null);
        }
        catch (Exception exception) // whatever it is, the exchange tells whether something may have been sent
        {
            return (null, exception);
        }
    }
}
