using System.Collections.Concurrent;
using System.Net;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace OpenRouterKeys.Fluent.HostileNetwork.Tests.Server;

/// <summary>Kestrel with HTTP/2 and prior knowledge. The first requests get the fault, later ones create keys.</summary>
internal sealed class KestrelTestServer : TestServer, IHttpApplication<HttpContext>
{
    private readonly ConcurrentDictionary<string, TaskCompletionSource> _connections = new();
    private readonly Func<HttpContext, Task> _fault;
    private readonly KestrelServer _kestrel;
    private int _faultsLeft;
    private int _bodies;

    private KestrelTestServer(Func<HttpContext, Task> fault, int faultCount)
    {
        (_fault, _faultsLeft) = (fault, faultCount);
        var options = new KestrelServerOptions();
        options.Listen(IPAddress.Loopback, 0, endpoint => endpoint.Protocols = HttpProtocols.Http2);
        _kestrel = new(Options.Create(options), new SocketTransportFactory(Options.Create(new SocketTransportOptions()), NullLoggerFactory.Instance), NullLoggerFactory.Instance);
        _kestrel.StartAsync(this, CancellationToken.None).GetAwaiter().GetResult();
    }

    public override Uri BaseAddress => new(_kestrel.Features.Get<IServerAddressesFeature>()!.Addresses.Single());

    public override int BodyCount => _bodies;

    public override Task ConnectionsClosed => Task.WhenAll(_connections.Values.Select(connection => connection.Task));

    public static Func<Fault, TestEnvironment, TestServer> For(Func<HttpContext, Task> process) => (fault, _) => new KestrelTestServer(process, fault.ConnectionCount);

    public static Task RespondAsync(HttpContext context, int status, string body)
    {
        context.Response.StatusCode = status;
        return context.Response.WriteAsync(body);
    }

    public static void Reset(HttpContext context, int error) => context.Features.Get<IHttpResetFeature>()!.Reset(error);

    public static void GoAway(HttpContext context) => context.Features.Get<IConnectionLifetimeNotificationFeature>()!.RequestClose();

    public static Func<HttpContext, Task> AfterReading(Func<HttpContext, Task> then) => async context =>
    {
        await context.Request.Body.CopyToAsync(Stream.Null);
        context.Features.GetRequiredFeature<BodyCounter>().Increment();
        await then(context);
    };

    public HttpContext CreateContext(IFeatureCollection contextFeatures)
    {
        contextFeatures.Set(new BodyCounter(this));
        return new DefaultHttpContext(contextFeatures);
    }

    public Task ProcessRequestAsync(HttpContext context)
    {
        _connections.GetOrAdd(context.Connection.Id, _ =>
        {
            var closed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            context.Features.GetRequiredFeature<IConnectionLifetimeFeature>().ConnectionClosed.UnsafeRegister(_ => closed.TrySetResult(), null);
            return closed;
        });
        return Interlocked.Decrement(ref _faultsLeft) >= 0 ? _fault(context) : AfterReading(healthy => RespondAsync(healthy, 201, ResponseText.LaterKey))(context);
    }

    public void DisposeContext(HttpContext context, Exception? exception)
    {
    }

    public override async ValueTask DisposeAsync()
    {
        await _kestrel.StopAsync(new CancellationToken(canceled: true));
        _kestrel.Dispose();
    }

    private sealed class BodyCounter(KestrelTestServer server)
    {
        public void Increment() => Interlocked.Increment(ref server._bodies);
    }
}
