using System.Net.Http.Headers;
using Flurl.Http;

namespace OpenRouterKeys.Fluent.Http;

/// <summary>Sends through Flurl, and takes back what came of it: never an exception of Flurl's, which carries the bearer token.</summary>
internal sealed class FlurlTransport(IFlurlClient flurl)
{
    private static readonly MediaTypeHeaderValue Json = new("application/json");

    /// <summary>A client of our own.</summary>
    public static IFlurlClient NewClient(Uri address) => new FlurlClient(
        new HttpClient(NewHandler(address)) { Timeout = Timeout.InfiniteTimeSpan }); // an attempt's own time ends it, be it longer than HttpClient's

    /// <summary>The innermost handler of a client of our own.</summary>
    public static SendOnceHandler NewHandler(Uri address) => new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        UseProxy = !address.IsLoopback, // what is for this machine stays on it, above all the bearer token over http
        PooledConnectionLifetime = TimeSpan.FromMinutes(5), // a name that moves is followed
    });

    /// <summary>Sends a creation. Never throws: what went wrong is part of what is returned.</summary>
    public async Task<Exchange> SendAsync(CreationContent creation, Secret bearer)
    {
        var (answer, failure, isReplaced) = await SendThroughHandlersAsync(HttpMethod.Post, creation.Address, creation, bearer, creation.Lifetime).ConfigureAwait(false);
        var isGuarded = !creation.TryTake(); // and where it is not, no guard that comes too late can send
        if (isGuarded)
        {
            (answer, failure) = await creation.Outcome.ConfigureAwait(false);
        }
        else
        {
            creation.End(answer, failure);
        }

        return new(answer, failure, !creation.EndsUnsent() || (isReplaced && !isGuarded));
    }

    /// <summary>Sends any other call. Never throws either.</summary>
    public async Task<Exchange> SendAsync(HttpMethod verb, Uri address, CountedContent? content, Secret bearer, CancellationToken lifetime)
    {
        var (answer, failure, isReplaced) = await SendThroughHandlersAsync(verb, address, content, bearer, lifetime).ConfigureAwait(false);
        return new(answer, failure, content is not { IsWritten: false } || isReplaced);
    }

    private async Task<(Answer? Answer, Exception? Failure, bool IsReplaced)> SendThroughHandlersAsync(
        HttpMethod verb, Uri address, CountedContent? content, Secret bearer, CancellationToken lifetime)
    {
        HttpRequestMessage? message = null;
        var request = new FlurlRequest(address.AbsoluteUri)
            .WithHeader("Authorization", "Bearer " + bearer.Reveal())
            .WithAutoRedirect(false)
            .AllowAnyHttpStatus()
            .BeforeCall(call =>
            {
                message = call.HttpRequestMessage;
                if (content?.Length > 0)
                {
                    content.Headers.ContentType = Json; // not earlier: Flurl would take it apart and put it together again
                }
            });
        request.Settings.Timeout = null; // the lifetime ends it
        request.Verb = verb;
        request.Content = content;
        try
        {
            using var response = await flurl.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, lifetime).ConfigureAwait(false);
            // Null where a handler of the caller's has marked an exception as handled.
            var answer = response is null || content is CreationContent { IsTaken: true } ? null
                : await Answer.ReadAsync(response.ResponseMessage, verb, address, lifetime).ConfigureAwait(false);
            return (answer, null, IsReplaced());
        }
        catch (Exception exception) // whatever it is, the exchange tells whether something may have been sent
        {
            return (null, exception, IsReplaced());
        }

        // Where a handler has put another content in ours' place, ours proves nothing.
        bool IsReplaced() => message?.Content is { } sent && sent != content;
    }
}
