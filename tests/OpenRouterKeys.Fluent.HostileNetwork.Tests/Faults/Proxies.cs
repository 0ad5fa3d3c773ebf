using System.Net;
using OpenRouterKeys.Fluent.HostileNetwork.Tests.Server;
using static OpenRouterKeys.Fluent.HostileNetwork.Tests.Outcomes;
using static OpenRouterKeys.Fluent.HostileNetwork.Tests.Server.Steps;

namespace OpenRouterKeys.Fluent.HostileNetwork.Tests.Faults;

/// <summary>A proxy on the way: one that is asked for a tunnel, and one that forwards.</summary>
internal static class Proxies
{
    public static Fault[] All { get; } =
    [
        Tunnel("407", Unavailable, 0, Read, Answer(407, "", "Proxy-Authenticate: Basic realm=x\r\n")) with { Times = 3 },
        Tunnel("502", Unavailable, 0, Read, Answer(502)) with { Times = 3 },
        Tunnel("FIN", Unavailable, 0, Read, Fin) with { Times = 3 },
        Tunnel("reset", Unavailable, 0, Read, Reset) with { Times = 3 },
        Tunnel("silence", Unavailable, 0, Read, Stall) with { MaxAttempts = 1 },
        Tunnel("opened, then plain text", Unavailable, 0, Read, Send("HTTP/1.1 200 x\r\n\r\n<html>")) with { Times = 3 },
        Tunnel("opened, then reset", Unavailable, 0, Read, Send("HTTP/1.1 200 x\r\n\r\n"), Reset) with { Times = 3 },
        Tunnel("the caller gives up", Cancelled, 0, Read, Cancel),
        Forward("407", Rejected(407), 1, Read, Answer(407, "", "Proxy-Authenticate: Basic realm=x\r\n")),
        Forward("502 in HTML", UnknownAfter(502), 1, Read, Answer(502, "<html>")),
        Forward("reset", Unknown, 1, Read, Reset),
    ];

    private static Fault Tunnel(string name, string outcome, int bodies, params Step[] script) =>
        At("https://api.example/api/v1", new($"tunnel: {name}", outcome, bodies, script));

    private static Fault Forward(string name, string outcome, int bodies, params Step[] script) =>
        At("http://127.0.0.1:9/api/v1", new($"forwarding: {name}", outcome, bodies, script));

    private static Fault At(string address, Fault fault) => fault with { Place = RawSite.ProxyTo(address), Handler = Proxy };

    private static void Proxy(SocketsHttpHandler handler, Site site)
    {
        handler.UseProxy = true;
        handler.Proxy = new WebProxy(((RawSite)site).ServerAddress);
    }
}
