using OpenRouterKeys.Fluent.HostileNetwork.Tests.Server;
using static OpenRouterKeys.Fluent.HostileNetwork.Tests.Outcomes;
using static OpenRouterKeys.Fluent.HostileNetwork.Tests.Server.Steps;

namespace OpenRouterKeys.Fluent.HostileNetwork.Tests.Faults;

/// <summary>Before a byte can leave.</summary>
internal static class Connecting
{
    // A label of 64 characters: the system knows by itself that nobody has it.
    private static readonly string NameTooLongToAskFor = new('a', 64);

    public static Fault[] All { get; } =
    [
        new("the caller gave up before the call", Cancelled, 0) { Place = NoServer.Refusing, Before = scene => scene.Cancel() },
        new("nobody knows the name", Unavailable, 0) { Place = NoServer.At($"https://{NameTooLongToAskFor}.invalid/") },
        new("refused", Unavailable, 0) { Place = NoServer.Refusing },
        new("connecting takes too long", Unavailable, 0) { Place = NoServer.Silent, MaxAttempts = 1, Meanwhile = scene => scene.EndAttempt() },
        new("the caller gives up while connecting", Cancelled, 0) { Place = NoServer.Silent, Meanwhile = scene => scene.Cancel() },
        new("reset on accept", NotSentOrUnknown, 0, Reset) { Times = 99, IsForGood = true },
        new("FIN on accept", Unknown, 0, Fin),
        new("accepted, and silence", Unknown, 0, ReadNothing, Stall),
        new("accepted, and the caller gives up", UnknownCancelled, 0, ReadNothing, Cancel),
    ];
}
