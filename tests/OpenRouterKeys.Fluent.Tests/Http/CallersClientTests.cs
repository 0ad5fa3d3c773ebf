using Flurl.Http;

namespace OpenRouterKeys.Fluent.Tests.Http;

/// <summary>A Flurl client of the caller's.</summary>
public class CallersClientTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Bodies_have_their_type_and_behind_the_guard_wait_for_no_100(bool isGuarded)
    {
        await using var server = new RawServer(RawServer.Answer(201, RawServer.Created), RawServer.Answer(200, RawServer.Created));
        HttpMessageHandler sockets = new SocketsHttpHandler();
        using var http = new HttpClient(isGuarded ? new SendOnceHandler(sockets) : sockets) { DefaultRequestHeaders = { ExpectContinue = isGuarded } };
        using var flurl = new FlurlClient(http);
        using var client = Through(flurl, server);
        await client.CreateAsync(KeyRequest.Named("ci-bot"), Token);
        await client.UpdateAsync("h1", KeyUpdate.Empty.Disable(), Token);

        Assert.All(server.Requests, request => Assert.Contains("\r\nContent-Type: application/json\r\n", request, StringComparison.Ordinal));
        Assert.All(server.Requests, request => Assert.DoesNotContain("Expect", request, StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task A_message_that_a_handler_has_disposed_is_told_as_not_sent()
    {
        await using var server = new RawServer();
        using var flurl = new FlurlClient(new HttpClient(new DisposingHandler(new SendOnceHandler(new SocketsHttpHandler()))));
        using var client = Through(flurl, server);

        await Assert.ThrowsAsync<OpenRouterUnavailableException>(() => client.CreateAsync(KeyRequest.Named("ci-bot"), Token).WaitAsync(Patience, Token));
    }

    private static OpenRouterKeysClient Through(FlurlClient flurl, RawServer server) =>
        new(ManagementKey.From(Canary.ManagementKey), flurl, new() { BaseAddress = server.BaseAddress, TimeProvider = Instants.Clock, MaxAttempts = 1 });

    /// <summary>Keeps the content, and lets go of the message before it is sent.</summary>
    private sealed class DisposingHandler(HttpMessageHandler inner) : DelegatingHandler(inner)
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            request.Dispose();
            return base.SendAsync(request, cancellationToken);
        }
    }
}
