using OpenRouterKeys.Fluent.HostileNetwork.Tests.Server;
using static OpenRouterKeys.Fluent.HostileNetwork.Tests.Outcomes;
using static OpenRouterKeys.Fluent.HostileNetwork.Tests.Server.Steps;

namespace OpenRouterKeys.Fluent.HostileNetwork.Tests.Faults;

/// <summary>Faults while the request is sent, and before the response starts.</summary>
internal static class RequestBodies
{
    public static Fault[] All { get; } =
    [
        new("head read, then FIN", Unknown, 0, ReadHead, Fin, Drain) { HasLargeBody = true },
        new("head read, then reset", Unknown, 0, ReadHead, Reset) { HasLargeBody = true },
        new("head read, then timeout", Unknown, 0, ReadHead, Stall) { HasLargeBody = true },
        new("half read, then FIN", Unknown, 0, ReadHalf, Fin, Drain) { HasLargeBody = true },
        new("half read, then reset", Unknown, 0, ReadHalf, Reset) { HasLargeBody = true },
        new("half read, then timeout", Unknown, 0, ReadHalf, Stall) { HasLargeBody = true },
        new("canceled while the body is sent", UnknownCanceled, 0, ReadHalf, Cancel) { HasLargeBody = true },
        new("413 while the body is sent", Rejected(413), 0, ReadHead, Respond(413), Drain) { HasLargeBody = true },
        new("201 while the body is sent", Created, 0, ReadHead, Respond(201, ResponseText.Key), Drain) { HasLargeBody = true },
        new("large body, no fault", Created, 1, Read, Respond(201, ResponseText.Key)) { HasLargeBody = true },
        new("read, then FIN", Unknown, 1, Read),
        new("read, then reset", Unknown, 1, Read, Reset),
        new("read, then timeout", Unknown, 1, Read, Stall),
        new("read, then canceled", UnknownCanceled, 1, Read, Cancel),
    ];
}
