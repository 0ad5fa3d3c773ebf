using OpenRouterKeys.Fluent.HostileNetwork.Tests.Server;
using static OpenRouterKeys.Fluent.HostileNetwork.Tests.Outcomes;
using static OpenRouterKeys.Fluent.HostileNetwork.Tests.Server.Steps;

namespace OpenRouterKeys.Fluent.HostileNetwork.Tests.Faults;

/// <summary>While the request leaves, and before its answer begins.</summary>
internal static class Sending
{
    public static Fault[] All { get; } =
    [
        new("head read, then FIN", Unknown, 0, ReadHead, Fin, Drain) { IsLarge = true },
        new("head read, then reset", Unknown, 0, ReadHead, Reset) { IsLarge = true },
        new("head read, then silence", Unknown, 0, ReadHead, Stall) { IsLarge = true },
        new("half read, then FIN", Unknown, 0, ReadHalf, Fin, Drain) { IsLarge = true },
        new("half read, then reset", Unknown, 0, ReadHalf, Reset) { IsLarge = true },
        new("half read, then silence", Unknown, 0, ReadHalf, Stall) { IsLarge = true },
        new("the caller gives up while the body leaves", UnknownCancelled, 0, ReadHalf, Cancel) { IsLarge = true },
        new("413 while the body leaves", Rejected(413), 0, ReadHead, Answer(413), Drain) { IsLarge = true },
        new("201 while the body leaves", Created, 0, ReadHead, Answer(201, Texts.WithSecret), Drain) { IsLarge = true },
        new("a large body, and no fault", Created, 1, Read, Answer(201, Texts.WithSecret)) { IsLarge = true },
        new("read, then FIN", Unknown, 1, Read),
        new("read, then reset", Unknown, 1, Read, Reset),
        new("read, then silence", Unknown, 1, Read, Stall),
        new("read, then the caller gives up", UnknownCancelled, 1, Read, Cancel),
    ];
}
