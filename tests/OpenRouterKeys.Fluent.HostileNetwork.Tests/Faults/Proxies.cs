using System.Net;
using OpenRouterKeys.Fluent.HostileNetwork.Tests.Server;
using static OpenRouterKeys.Fluent.HostileNetwork.Tests.Outcomes;
using static OpenRouterKeys.Fluent.HostileNetwork.Tests.Server.Steps;

namespace OpenRouterKeys.Fluent.HostileNetwork.Tests.Faults;

/// <summary>A proxy on the way: one that is asked for a tunnel, and one that forwards.</summary>
internal static class Proxies
{
    private static readonly Func<Fault, Scene, Site> Tunnelled = RawSite.ProxyTo("https://api.example/api/v1");
    private static readonly Func<Fault, Scene, Site> Forwarded = RawSite.ProxyTo("http://127.0.0.1:9/api/v1");

    public static Fault[] All { get; } =
    [
        new("tunnel: 407", Unavailable, 0, Read, Answer(407, "", "Proxy-Authenticate: Basic realm=x\r\n")) { Place = Tunnelled, Handler = Proxy, Times = 3 },
        new("tunnel: 502", Unavailable, 0, Read, Answer(502)) { Place = Tunnelled, Handler = Proxy, Times = 3 },
        new("tunnel: FIN", Unavailable, 0, Read, Fin) { Place = Tunnelled, Handler = Proxy, Times = 3 },
        new("tunnel: reset", Unavailable, 0, Read, Reset) { Place = Tunnelled, Handler = Proxy, Times = 3 },
        new("tunnel: silence", Unavailable, 0, Read, Stall) { Place = Tunnelled, Handler = Proxy, MaxAttempts = 1 },
        new("tunnel: opened, then plain text", Unavailable, 0, Read, Send("HTTP/1.1 200 x\r\n\r\n<html>")) { Place = Tunnelled, Handler = Proxy, Times = 3 },
        new("tunnel: opened, then reset", Unavailable, 0, Read, Send("HTTP/1.1 200 x\r\n\r\n"), Reset) { Place = Tunnelled, Handler = Proxy, Times = 3 },
        new("tunnel: the caller gives up", Cancelled, 0, Read, Cancel) { Place = Tunnelled, Handler = Proxy },
        new("forwarding: 407", Rejected(407), 1, Read, Answer(407, "", "Proxy-Authenticate: Basic realm=x\r\n")) { Place = Forwarded, Handler = Proxy },
        new("forwarding: 502 in HTML", UnknownAfter(502), 1, Read, Answer(502, "<html>")) { Place = Forwarded, Handler = Proxy },
        new("forwarding: reset", Unknown, 1, Read, Reset) { Place = Forwarded, Handler = Proxy },
    ];

    private static void Proxy(SocketsHttpHandler handler, Site site)
    {
        handler.UseProxy = true;
        handler.Proxy = new WebProxy(((RawSite)site).ServerAddress);
    }
}
