using OpenRouterKeys.Fluent.HostileNetwork.Tests.Faults;

namespace OpenRouterKeys.Fluent.HostileNetwork.Tests;

/// <summary>All faults, by the stage of a call that they strike at.</summary>
internal static class FaultList
{
    public static IReadOnlyList<(string Title, Fault[] Faults)> Groups { get; } =
    [
        ("Connecting", Connecting.All),
        ("Proxies", Proxies.All),
        ("TLS", Encryption.All),
        ("Sending", Sending.All),
        ("Connections kept alive", KeptAlive.All),
        ("Heads", Heads.All),
        ("Lengths", Lengths.All),
        ("Bodies", Bodies.All),
        ("Compression", Compressions.All),
        ("Statuses", Statuses.All),
        ("Redirects", Redirects.All),
        ("Rate limits", RateLimits.All),
        ("The time of handlers outside", HandlersTime.All),
        ("HTTP/2, frame by frame", Http2Frames.All),
        ("HTTP/2, by Kestrel", Http2Kestrel.All),
    ];

    public static IReadOnlyDictionary<string, Fault> ByName { get; } = Groups.SelectMany(group => group.Faults).ToDictionary(fault => fault.Name);
}
