using OpenRouterKeys.Fluent.HostileNetwork.Tests.Faults;

namespace OpenRouterKeys.Fluent.HostileNetwork.Tests;

/// <summary>All faults, grouped by the stage of a call at which they occur.</summary>
internal static class FaultList
{
    public static IReadOnlyList<(string Title, Fault[] Faults)> Groups { get; } =
    [
        ("Connecting", Connecting.All),
        ("Proxies", Proxies.All),
        ("TLS", Tls.All),
        ("Sending the request", RequestBodies.All),
        ("Reused connections", ReusedConnections.All),
        ("Response status lines and headers", ResponseHeads.All),
        ("Response lengths", ResponseLengths.All),
        ("Response bodies", ResponseBodies.All),
        ("Compression", Compression.All),
        ("Status codes", Statuses.All),
        ("Redirects", Redirects.All),
        ("Rate limits", RateLimits.All),
        ("Timeouts of message handlers", HandlerTimeouts.All),
        ("HTTP/2 frames", Http2Frames.All),
        ("HTTP/2 with Kestrel", Http2Kestrel.All),
    ];

    public static IReadOnlyDictionary<string, Fault> ByName { get; } = Groups.SelectMany(group => group.Faults).ToDictionary(fault => fault.Name);
}
