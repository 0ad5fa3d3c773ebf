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

/// <summary>Kestrel, with HTTP/2 by prior knowledge: what a real server makes of a fault. The first calls get it, those after it are answered well.</summary>
internal sealed class KestrelSite : Site, IHttpApplication<HttpContext>
{
    private readonly ConcurrentDictionary<string, TaskCompletionSource> _connections = new();
    private readonly Func<HttpContext, Task> _fault;
    private readonly KestrelServer _kestrel;
    private int _faultsLeft;
    private int _bodies;

    private KestrelSite(Func<HttpContext, Task> fault, int times)
    {
        (_fault, _faultsLeft) = (fault, times);
        var options = new KestrelServerOptions();
        options.Listen(IPAddress.Loopback, 0, endpoint => endpoint.Protocols = HttpProtocols.Http2);
        _kestrel = new(Options.Create(options), new SocketTransportFactory(Options.Create(new SocketTransportOptions()), NullLoggerFactory.Instance), NullLoggerFactory.Instance);
        _kestrel.StartAsync(this, CancellationToken.None).GetAwaiter().GetResult();
    }

    public override Uri BaseAddress => new(_kestrel.Features.Get<IServerAddressesFeature>()!.Addresses.Single());

    public override int Bodies => _bodies;

    public override Task Closed => Task.WhenAll(_connections.Values.Select(connection => connection.Task));

    public static Func<Fault, Scene, Site> Playing(Func<HttpContext, Task> play) => (fault, _) => new KestrelSite(play, fault.Times);

    public static Task AnswerAsync(HttpContext context, int status, string body)
    {
        context.Response.StatusCode = status;
        return context.Response.WriteAsync(body);
    }

    public static void Reset(HttpContext context, int error) => context.Features.Get<IHttpResetFeature>()!.Reset(error);

    public static void GoAway(HttpContext context) => context.Features.Get<IConnectionLifetimeNotificationFeature>()!.RequestClose();

    public static Func<HttpContext, Task> Reading(Func<HttpContext, Task> then) => async context =>
    {
        await context.Request.Body.CopyToAsync(Stream.Null);
        context.Features.GetRequiredFeature<BodyCount>().Increment();
        await then(context);
    };

    public HttpContext CreateContext(IFeatureCollection contextFeatures)
    {
        contextFeatures.Set(new BodyCount(this));
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
        return Interlocked.Decrement(ref _faultsLeft) >= 0 ? _fault(context) : Reading(well => AnswerAsync(well, 201, Texts.WithLaterSecret))(context);
    }

    public void DisposeContext(HttpContext context, Exception? exception)
    {
    }

    public override async ValueTask DisposeAsync()
    {
        await _kestrel.StopAsync(new CancellationToken(canceled: true));
        _kestrel.Dispose();
    }

    private sealed class BodyCount(KestrelSite site)
    {
        public void Increment() => Interlocked.Increment(ref site._bodies);
    }
}
