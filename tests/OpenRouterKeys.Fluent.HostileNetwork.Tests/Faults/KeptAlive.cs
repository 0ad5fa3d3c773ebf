using OpenRouterKeys.Fluent.HostileNetwork.Tests.Server;
using static OpenRouterKeys.Fluent.HostileNetwork.Tests.Outcomes;
using static OpenRouterKeys.Fluent.HostileNetwork.Tests.Server.Steps;

namespace OpenRouterKeys.Fluent.HostileNetwork.Tests.Faults;

/// <summary>A connection that has served one call, and what becomes of it before or during the next.</summary>
internal static class KeptAlive
{
    public static Fault[] All { get; } =
    [
        new("kept alive: no fault", Created, 1, Read, AnswerWell, Idle, Read, Answer(201, Texts.WithSecret)) { IsSecondCall = true },
        new("kept alive: FIN while idle", CreatedByAnother, 1, Read, AnswerWell, Fin, Idle) { IsSecondCall = true },
        new("kept alive: reset while idle", CreatedByAnother, 1, Read, AnswerWell, Reset, Idle) { IsSecondCall = true },
        new("kept alive: another answer while idle", CreatedByAnother, 1, Read, AnswerWell, Answer(201, Texts.WithSecret), Idle) { IsSecondCall = true },
        new("kept alive: 408 while idle", CreatedByAnother, 1, Read, AnswerWell, Answer(408), Idle) { IsSecondCall = true },
        new("kept alive: FIN when the next call comes", Unknown, 0, Read, AnswerWell, Idle, ReadNothing, Fin) { IsSecondCall = true },
        new("kept alive: reset when the next call comes", Unknown, 0, Read, AnswerWell, Idle, ReadNothing, Reset) { IsSecondCall = true },
        new("kept alive: read, then FIN", Unknown, 1, Read, AnswerWell, Idle, Read) { IsSecondCall = true },
        new("kept alive: read, then reset", Unknown, 1, Read, AnswerWell, Idle, Read, Reset) { IsSecondCall = true },
        new("kept alive: silence", Unknown, 1, Read, AnswerWell, Idle, Read, Stall) { IsSecondCall = true },
        new("kept alive: 408, then FIN", UnknownAfter(408), 1, Read, AnswerWell, Idle, Read, Answer(408)) { IsSecondCall = true },
        new("kept alive: half read, then reset", Unknown, 0, Read, AnswerWell, Idle, ReadHalf, Reset) { IsSecondCall = true, IsLarge = true },
    ];
}
