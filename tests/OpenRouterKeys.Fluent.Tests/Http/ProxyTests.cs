using System.Net;

namespace OpenRouterKeys.Fluent.Tests.Http;

/// <summary>Calls to loopback bypass the system's proxy. They do not run in parallel with other tests, because the default proxy is static.</summary>
[CollectionDefinition(nameof(ProxyTests), DisableParallelization = true)]
[Collection(nameof(ProxyTests))]
public sealed class ProxyTests : IDisposable
{
    private readonly IWebProxy _originalProxy = HttpClient.DefaultProxy;

    [Fact]
    public async Task Loopback_call_bypasses_proxy()
    {
        await using var proxy = new RawServer();
        await using var server = new RawServer(RawServer.Respond(201, RawServer.Created));
        HttpClient.DefaultProxy = new WebProxy(proxy.BaseAddress);
        using var client = server.CreateClient();
        var created = await client.CreateAsync(KeyRequest.Named("a"), TestContext.Current.CancellationToken);

        Assert.Equal(("h1", 0), (created.Info.Hash, proxy.Requests.Count));
    }

    public void Dispose() => HttpClient.DefaultProxy = _originalProxy;
}
