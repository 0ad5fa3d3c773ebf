using OpenRouterKeys.Fluent.HostileNetwork.Tests.Server;
using static OpenRouterKeys.Fluent.HostileNetwork.Tests.Outcomes;
using static OpenRouterKeys.Fluent.HostileNetwork.Tests.Server.Steps;

namespace OpenRouterKeys.Fluent.HostileNetwork.Tests.Faults;

/// <summary>Faults of a connection between its first and second call, or during the second.</summary>
internal static class ReusedConnections
{
    public static Fault[] All { get; } =
    [
        new("reused: no fault", Created, 1, Read, RespondWithLaterKey, SignalIdle, Read, Respond(201, ResponseText.Key)) { IsSecondCall = true },
        new("reused: FIN while idle", CreatedByLaterResponse, 1, Read, RespondWithLaterKey, Fin, SignalIdle) { IsSecondCall = true },
        new("reused: reset while idle", CreatedByLaterResponse, 1, Read, RespondWithLaterKey, Reset, SignalIdle) { IsSecondCall = true },
        new("reused: unexpected 201 while idle", CreatedByLaterResponse, 1, Read, RespondWithLaterKey, Respond(201, ResponseText.Key), SignalIdle) { IsSecondCall = true },
        new("reused: 408 while idle", CreatedByLaterResponse, 1, Read, RespondWithLaterKey, Respond(408), SignalIdle) { IsSecondCall = true },
        new("reused: FIN when the next request starts", Unknown, 0, Read, RespondWithLaterKey, SignalIdle, WaitForData, Fin) { IsSecondCall = true },
        new("reused: reset when the next request starts", Unknown, 0, Read, RespondWithLaterKey, SignalIdle, WaitForData, Reset) { IsSecondCall = true },
        new("reused: read, then FIN", Unknown, 1, Read, RespondWithLaterKey, SignalIdle, Read) { IsSecondCall = true },
        new("reused: read, then reset", Unknown, 1, Read, RespondWithLaterKey, SignalIdle, Read, Reset) { IsSecondCall = true },
        new("reused: read, then timeout", Unknown, 1, Read, RespondWithLaterKey, SignalIdle, Read, Stall) { IsSecondCall = true },
        new("reused: 408, then FIN", UnknownAfter(408), 1, Read, RespondWithLaterKey, SignalIdle, Read, Respond(408)) { IsSecondCall = true },
        new("reused: half read, then reset", Unknown, 0, Read, RespondWithLaterKey, SignalIdle, ReadHalf, Reset) { IsSecondCall = true, HasLargeBody = true },
    ];
}
