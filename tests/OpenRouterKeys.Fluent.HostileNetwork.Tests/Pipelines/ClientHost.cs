using System.Net.Sockets;
using Flurl.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using OpenRouterKeys.Fluent.HostileNetwork.Tests.Server;
using OpenRouterKeys.Fluent.Tests.Http;
using Polly;

namespace OpenRouterKeys.Fluent.HostileNetwork.Tests.Pipelines;

/// <summary>An application that creates the client through a pipeline, and its log.</summary>
internal sealed class ClientHost : IDisposable
{
    private readonly SocketsHttpHandler _sockets = new() { UseProxy = false, ResponseDrainTimeout = TimeSpan.FromMilliseconds(100) };
    private readonly CapturedLog _log = new();
    private readonly ServiceProvider? _services;
    private readonly FlurlClient? _flurl;
    private readonly OpenRouterKeysOptions _options;

    public ClientHost(Pipeline pipeline, Fault fault, TestServer server, TestEnvironment environment)
    {
        _options = new() { BaseAddress = server.BaseAddress, TimeProvider = environment.TimeProvider, MaxAttempts = fault.MaxAttempts };
        if (pipeline.IsLibraryClient && fault.ConfigureHandler is null && fault.Version == System.Net.HttpVersion.Version11)
        {
            return;
        }

        _sockets.ConnectCallback = fault.HasLargeBody ? ConnectWithSmallBufferAsync : null;
        fault.ConfigureHandler?.Invoke(_sockets, server);
        _sockets.AllowAutoRedirect = !pipeline.HasSendOnceHandler; // the default of a primary handler
        HttpMessageHandler primary = pipeline.HasSendOnceHandler ? new SendOnceHandler(_sockets) : _sockets;
        _services = pipeline.IsLibraryClient ? null : CreateServices(pipeline, environment.HandlerTimeProvider, primary);
        _flurl = new FlurlClient(_services?.GetRequiredService<IHttpClientFactory>().CreateClient(nameof(OpenRouterKeys)) ?? new(primary));
        _flurl.BeforeCall(call =>
        {
            call.HttpRequestMessage.Version = fault.Version;
            call.HttpRequestMessage.VersionPolicy = server.BaseAddress.Scheme == Uri.UriSchemeHttp ? HttpVersionPolicy.RequestVersionExact : HttpVersionPolicy.RequestVersionOrLower;
        });
        pipeline.ConfigureFlurl?.Invoke(_flurl);
    }

    public string Log => _log.ToString();

    public OpenRouterKeysClient CreateClient() => _flurl is null
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

    private ServiceProvider CreateServices(Pipeline pipeline, TimeProvider timeProvider, HttpMessageHandler primary)
    {
        var services = new ServiceCollection();
        services.AddLogging(logging => logging.SetMinimumLevel(LogLevel.Trace).AddProvider(_log));
        services.AddTransient(_ => new ResiliencePipelineBuilder { TimeProvider = timeProvider });
        pipeline.ConfigureDefaults?.Invoke(services);
        var client = services.AddHttpClient(nameof(OpenRouterKeys)).ConfigurePrimaryHttpMessageHandler(() => primary);
        pipeline.ConfigureClient?.Invoke(client);
        return services.BuildServiceProvider();
    }
}
