using System.Net;

namespace OpenRouterKeys.Fluent.Tests.Http;

/// <summary>What is for this machine stays on it, whatever proxy the environment names. Alone, because the environment is everyone's.</summary>
[CollectionDefinition(nameof(ProxyTests), DisableParallelization = true)]
[Collection(nameof(ProxyTests))]
public sealed class ProxyTests : IDisposable
{
    private readonly IWebProxy _before = HttpClient.DefaultProxy;

    [Fact]
    public async Task A_call_to_loopback_passes_no_proxy()
    {
        await using var proxy = new RawServer();
        await using var server = new RawServer(RawServer.Answer(201, RawServer.Created));
        HttpClient.DefaultProxy = new WebProxy(proxy.BaseAddress);
        using var client = server.NewClient();
        var created = await client.CreateAsync(KeyRequest.Named("a"), TestContext.Current.CancellationToken);

        Assert.Equal(("h1", 0), (created.Info.Hash, proxy.Requests.Count));
    }

    public void Dispose() => HttpClient.DefaultProxy = _before;
}
