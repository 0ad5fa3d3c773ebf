using System.Net;
using Flurl.Http;

namespace OpenRouterKeys.Fluent.Tests.Http;

/// <summary>Calls to loopback bypass the system's proxy, other calls use it. The tests do not run in parallel with other tests, because the default proxy
/// is static.</summary>
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

    [Fact]
    public async Task Loopback_call_through_parameterless_SendOnceHandler_bypasses_proxy()
    {
        await using var proxy = new RawServer();
        await using var server = new RawServer(RawServer.Respond(201, RawServer.Created));
        HttpClient.DefaultProxy = new WebProxy(proxy.BaseAddress);
        using var flurl = new FlurlClient(new HttpClient(new SendOnceHandler()));
        using var client = new OpenRouterKeysClient(ManagementKey.From(TestSecrets.ManagementKey), flurl, new() { BaseAddress = server.BaseAddress });
        var created = await client.CreateAsync(KeyRequest.Named("a"), TestContext.Current.CancellationToken);

        Assert.Equal(("h1", 0), (created.Info.Hash, proxy.Requests.Count));
    }

    [Fact]
    public async Task Other_call_through_parameterless_SendOnceHandler_uses_proxy_with_its_credentials()
    {
        await using var proxy = new RawServer(
            RawServer.Respond(407, headers: "Proxy-Authenticate: Basic realm=\"a\"\r\n"), RawServer.Respond(302, headers: "Location: http://openrouter.invalid/b\r\n"));
        HttpClient.DefaultProxy = new WebProxy(proxy.BaseAddress) { Credentials = new NetworkCredential("user", "password") };
        using var http = new HttpClient(new SendOnceHandler());
        using var response = await http.GetAsync(new Uri("http://openrouter.invalid/a"), TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.Found, response.StatusCode); // the redirect is not followed
        Assert.Contains("Proxy-Authorization: Basic dXNlcjpwYXNzd29yZA==", proxy.Requests[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Parameterless_SendOnceHandler_does_not_send_cookies()
    {
        await using var server = new RawServer(RawServer.Respond(200, headers: "Set-Cookie: a=b\r\n"), RawServer.Respond(200));
        using var http = new HttpClient(new SendOnceHandler());
        using var first = await http.GetAsync(server.BaseAddress, TestContext.Current.CancellationToken);
        using var second = await http.GetAsync(server.BaseAddress, TestContext.Current.CancellationToken);

        Assert.DoesNotContain("Cookie", server.Requests[1], StringComparison.OrdinalIgnoreCase);
    }

    public void Dispose() => HttpClient.DefaultProxy = _originalProxy;
}
