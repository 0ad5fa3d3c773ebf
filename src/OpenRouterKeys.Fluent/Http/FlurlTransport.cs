using Flurl.Http;
using Flurl.Http.Testing;

namespace OpenRouterKeys.Fluent.Http;

/// <summary>Sends one attempt with Flurl.</summary>
/// <param name="flurl">The client to send with.</param>
/// <param name="isOwnClient">Whether the library created the client, so that there are no other message handlers.</param>
internal sealed class FlurlTransport(IFlurlClient flurl, bool isOwnClient)
{
    public const string AuthorizationHeader = "Authorization";

    public static string Authorization(Secret bearer) => "Bearer " + bearer.Reveal();

    /// <summary>Creates a client with the library's handler.</summary>
    public static IFlurlClient CreateClient(Uri address) => new FlurlClient(
        new HttpClient(CreateHandler(address)) { Timeout = Timeout.InfiniteTimeSpan }); // each attempt has its own timeout, which may be longer than HttpClient's

    /// <summary>Creates the handler that sends the requests of the library's clients.</summary>
    public static SocketsHttpHandler CreateSocketsHandler() => new()
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        PooledConnectionLifetime = TimeSpan.FromMinutes(5), // picks up DNS changes
    };

    private static SendOnceHandler CreateHandler(Uri address)
    {
        var sockets = CreateSocketsHandler();
        sockets.UseProxy = !address.IsLoopback; // as LoopbackBypassingProxy, and does not load the system's proxy settings
        return new(sockets);
    }

    /// <summary>Sends the call and never throws: a failure is part of the result.</summary>
    /// <returns>The response (null if not even a status arrived), the exception of the transport if any, and the copies that were sent, which are
    /// <see cref="SentCopies.None"/> only if sending of the body provably never began.</returns>
    public async Task<(ApiResponse? Response, Exception? Failure, SentCopies Copies)> SendAsync(
        ApiCall call, CallContent? content, CancellationToken lifetime)
    {
        HttpRequestMessage? sent = null;
        var method = call.Operation.Method;
        var request = new FlurlRequest(call.Address.AbsoluteUri).WithAutoRedirect(false).AllowAnyHttpStatus();
        request.Settings.Timeout = null; // the lifetime includes the timeout
        request.Verb = method;
        request.Content = content;
        if (!TrySendByHandler(call, content))
        {
            request.WithHeader(AuthorizationHeader, Authorization(call.Bearer)).BeforeCall(flurlCall =>
            {
                sent = flurlCall.HttpRequestMessage;
                content?.SetContentType(); // earlier, Flurl would parse and rewrite it
            });
        }

        var creation = call.IsCreation ? content : null;
        var (response, failure) = (default(ApiResponse), default(Exception));
        try
        {
            using var message = await flurl.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, lifetime).ConfigureAwait(false);
            // Null if the caller's own OnError handler has marked an exception as handled.
            response = message is null || creation is { IsClaimed: true } ? null
                : await ApiResponse.ReadAsync(message.ResponseMessage, method, call.Address, lifetime, call.List?.Restart(call.Secrets)).ConfigureAwait(false);
        }
        catch (Exception exception) // any exception may mean that the request was sent
        {
            failure = exception;
        }

        // If a message handler has replaced the content, this content does not show whether anything was sent.
        var isReplaced = sent is not null && ((sent.Content as CallContent)?.Original ?? sent.Content) != content;
        if (creation is null)
        {
            return (response, failure, content?.StopSending(isReplaced) ?? SentCopies.One);
        }

        var isGuarded = !creation.TryClaim(); // if unclaimed, claiming it here prevents a late handler from sending it
        if (isGuarded)
        {
            (response, failure) = await creation.Result.ConfigureAwait(false);
        }
        else
        {
            creation.Complete(response, failure);
        }

        return (response, failure, !creation.PreventWriting() || (isReplaced && !isGuarded) ? SentCopies.One : SentCopies.None);
    }

    // Fast path for the gate "create over loopback": Flurl's headers and events take a tenth of a creation. In the library's own clients,
    // SendOnceHandler adds the headers instead. Flurl's HttpTest responds before that handler runs.
    private bool TrySendByHandler(ApiCall call, CallContent? content)
    {
        if (!isOwnClient || !call.IsCreation || HttpTest.Current is not null)
        {
            return false;
        }

        content!.Bearer = call.Bearer;
        return true;
    }
}
