using Flurl.Http;
using Flurl.Http.Testing;

namespace OpenRouterKeys.Fluent.Http;

/// <summary>Sends through Flurl, and takes back what came of it.</summary>
/// <param name="flurl">The client to send by.</param>
/// <param name="isOurOwn">Whether nothing stands between it and our innermost handler.</param>
internal sealed class FlurlTransport(IFlurlClient flurl, bool isOurOwn)
{
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
    public Task<AttemptResult> SendAsync(CreationContent creation, Secret bearer) => SendAsync(HttpMethod.Post, creation.Address, creation, bearer, creation.Lifetime);

    /// <summary>Sends any call. Never throws either.</summary>
    public async Task<AttemptResult> SendAsync(HttpMethod verb, Uri address, CountedContent? content, Secret bearer, CancellationToken lifetime)
    {
        var creation = content as CreationContent;
        var request = new FlurlRequest(address.AbsoluteUri).WithAutoRedirect(false).AllowAnyHttpStatus();
        request.Settings.Timeout = null; // the lifetime ends it
        request.Verb = verb;
        request.Content = content;
        SentMessage? sent = null;
        if (isOurOwn && creation is not null && HttpTest.Current is null) // which answers before our handler
        {
            creation.Bearer = bearer; // Flurl's headers and events take a tenth of the call, and our handler sees to it all
        }
        else
        {
            sent = new SentMessage(request, bearer);
        }

        var (answer, failure) = (default(ApiResponse), default(Exception));
        try
        {
            using var response = await flurl.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, lifetime).ConfigureAwait(false);
            // Null where a handler of the caller's has marked an exception as handled.
            answer = response is null || creation is { IsTaken: true } ? null
                : await ApiResponse.ReadAsync(response.ResponseMessage, verb, address, lifetime).ConfigureAwait(false);
        }
        catch (Exception exception) // whatever it is, the exchange tells whether something may have been sent
        {
            failure = exception;
        }

        var isReplaced = sent is { HasOtherContent: true };
        if (creation is null)
        {
            var isUnsent = content is not null && (answer is null ? content.EndsUnwritten() : !content.IsWritten);
            return new(answer, failure, !isUnsent || isReplaced);
        }

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
}
