using OpenRouterKeys.Fluent.HostileNetwork.Tests.Server;
using static OpenRouterKeys.Fluent.HostileNetwork.Tests.Outcomes;
using static OpenRouterKeys.Fluent.HostileNetwork.Tests.Server.Steps;

namespace OpenRouterKeys.Fluent.HostileNetwork.Tests.Faults;

/// <summary>Faults before a byte is sent.</summary>
internal static class Connecting
{
    // A label of 64 characters is invalid, so the system reports it without a DNS query.
    private static readonly string TooLongName = new('a', 64);

    public static Fault[] All { get; } =
    [
        new("canceled before the call", Canceled, 0) { CreateServer = UnreachableServer.Refusing, BeforeCall = environment => environment.CancelCall() },
        new("host name not found", Unavailable, 0) { CreateServer = UnreachableServer.At($"https://{TooLongName}.invalid/") },
        new("connection refused", Unavailable, 0) { CreateServer = UnreachableServer.Refusing },
        new("timeout while connecting", Unavailable, 0) { CreateServer = UnreachableServer.Silent, MaxAttempts = 1, DuringCall = environment => environment.TimeOutAttempt() },
        new("canceled while connecting", Canceled, 0) { CreateServer = UnreachableServer.Silent, DuringCall = environment => environment.CancelCall() },
        new("reset on accept", NotSentOrUnknown, 0, Reset) { ConnectionCount = 99, IsPermanent = true },
        new("FIN on accept", Unknown, 0, Fin),
        new("accepted, then timeout", Unknown, 0, WaitForData, Stall),
        new("accepted, then canceled", UnknownCanceled, 0, WaitForData, Cancel),
    ];
}
