using System.Net.Sockets;
using Flurl.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using OpenRouterKeys.Fluent.HostileNetwork.Tests.Server;
using OpenRouterKeys.Fluent.Tests.Http;
using Polly;

namespace OpenRouterKeys.Fluent.HostileNetwork.Tests.Wrappings;

/// <summary>A host with its HTTP client factory, and what it logs.</summary>
internal sealed class Host : IDisposable
{
    private readonly SocketsHttpHandler _sockets = new() { UseProxy = false, ResponseDrainTimeout = TimeSpan.FromMilliseconds(100) };
    private readonly LogText _log = new();
    private readonly ServiceProvider? _services;
    private readonly FlurlClient? _flurl;
    private readonly OpenRouterKeysOptions _options;

    public Host(Wrapping wrapping, Fault fault, Site site, Scene scene)
    {
        _options = new() { BaseAddress = site.BaseAddress, TimeProvider = scene.Clock, MaxAttempts = fault.MaxAttempts };
        if (wrapping.IsOwn && fault.Handler is null && fault.Version == System.Net.HttpVersion.Version11)
        {
            return;
        }

        _sockets.ConnectCallback = fault.IsLarge ? ConnectWithSmallBufferAsync : null;
        fault.Handler?.Invoke(_sockets, site);
        _sockets.AllowAutoRedirect = !wrapping.IsGuarded; // as they are by default
        HttpMessageHandler primary = wrapping.IsGuarded ? new SendOnceHandler(_sockets) : _sockets;
        _services = wrapping.IsOwn ? null : NewServices(wrapping, scene.HandlersClock, primary);
        _flurl = new FlurlClient(_services?.GetRequiredService<IHttpClientFactory>().CreateClient(nameof(OpenRouterKeys)) ?? new(primary));
        _flurl.BeforeCall(call =>
        {
            call.HttpRequestMessage.Version = fault.Version;
            call.HttpRequestMessage.VersionPolicy = site.BaseAddress.Scheme == Uri.UriSchemeHttp ? HttpVersionPolicy.RequestVersionExact : HttpVersionPolicy.RequestVersionOrLower;
        });
        wrapping.Flurl?.Invoke(_flurl);
    }

    public string Log => _log.ToString();

    public OpenRouterKeysClient NewClient() => _flurl is null
        ? new(ManagementKey.From(TestSecrets.ManagementKey), _options)
        : new(ManagementKey.From(TestSecrets.ManagementKey), _flurl, _options);

    public void Dispose()
    {
        _flurl?.Dispose();
        _services?.Dispose();
        _sockets.Dispose();
        _log.Dispose();
    }

    private static async ValueTask<Stream> ConnectWithSmallBufferAsync(SocketsHttpConnectionContext context, CancellationToken cancellationToken)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { SendBufferSize = 4096 };
        await socket.ConnectAsync(context.DnsEndPoint, cancellationToken);
        return new NetworkStream(socket, ownsSocket: true);
    }

    private ServiceProvider NewServices(Wrapping wrapping, TimeProvider timeProvider, HttpMessageHandler primary)
    {
        var services = new ServiceCollection();
        services.AddLogging(logging => logging.SetMinimumLevel(LogLevel.Trace).AddProvider(_log));
        services.AddTransient(_ => new ResiliencePipelineBuilder { TimeProvider = timeProvider });
        wrapping.Defaults?.Invoke(services);
        var client = services.AddHttpClient(nameof(OpenRouterKeys)).ConfigurePrimaryHttpMessageHandler(() => primary);
        wrapping.Added?.Invoke(client);
        return services.BuildServiceProvider();
    }
}
