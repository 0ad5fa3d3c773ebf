using System.Net;
using OpenRouterKeys.Fluent.HostileNetwork.Tests.Server;
using static OpenRouterKeys.Fluent.HostileNetwork.Tests.Outcomes;
using static OpenRouterKeys.Fluent.HostileNetwork.Tests.Server.Steps;

namespace OpenRouterKeys.Fluent.HostileNetwork.Tests.Faults;

/// <summary>Faults of proxies: one that opens a tunnel, and one that forwards.</summary>
internal static class Proxies
{
    public static Fault[] All { get; } =
    [
        Tunnel("407", Unavailable, 0, Read, Respond(407, "", "Proxy-Authenticate: Basic realm=x\r\n")) with { ConnectionCount = 3 },
        Tunnel("502", Unavailable, 0, Read, Respond(502)) with { ConnectionCount = 3 },
        Tunnel("FIN", Unavailable, 0, Read, Fin) with { ConnectionCount = 3 },
        Tunnel("reset", Unavailable, 0, Read, Reset) with { ConnectionCount = 3 },
        Tunnel("timeout", Unavailable, 0, Read, Stall) with { MaxAttempts = 1 },
        Tunnel("opened, then unencrypted text", Unavailable, 0, Read, Send("HTTP/1.1 200 x\r\n\r\n<html>")) with { ConnectionCount = 3 },
        Tunnel("opened, then reset", Unavailable, 0, Read, Send("HTTP/1.1 200 x\r\n\r\n"), Reset) with { ConnectionCount = 3 },
        Tunnel("canceled", Canceled, 0, Read, Cancel),
        Forward("407", Rejected(407), 1, Read, Respond(407, "", "Proxy-Authenticate: Basic realm=x\r\n")),
        Forward("502 in HTML", UnknownAfter(502), 1, Read, Respond(502, "<html>")),
        Forward("reset", Unknown, 1, Read, Reset),
    ];

    private static Fault Tunnel(string name, string outcome, int bodies, params Step[] script) =>
        At("https://api.example/api/v1", new($"tunnel: {name}", outcome, bodies, script));

    private static Fault Forward(string name, string outcome, int bodies, params Step[] script) =>
        At("http://127.0.0.1:9/api/v1", new($"forwarding: {name}", outcome, bodies, script));

    private static Fault At(string address, Fault fault) => fault with { CreateServer = ScriptedServer.ProxyTo(address), ConfigureHandler = UseProxy };

    private static void UseProxy(SocketsHttpHandler handler, TestServer server)
    {
        handler.UseProxy = true;
        handler.Proxy = new WebProxy(((ScriptedServer)server).ServerAddress);
    }
}
