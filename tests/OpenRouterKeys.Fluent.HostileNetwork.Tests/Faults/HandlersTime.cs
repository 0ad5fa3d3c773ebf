using OpenRouterKeys.Fluent.HostileNetwork.Tests.Server;
using static OpenRouterKeys.Fluent.HostileNetwork.Tests.Outcomes;
using static OpenRouterKeys.Fluent.HostileNetwork.Tests.Server.Steps;

namespace OpenRouterKeys.Fluent.HostileNetwork.Tests.Faults;

/// <summary>Answers that come when the handlers outside have hedged, or have given up.</summary>
internal static class HandlersTime
{
    public static Fault[] All { get; } = Array.ConvertAll<Fault, Fault>(
    [
        new("201 after the time to hedge", Created, 1, Read, HandlersWait(HandlersTimes.Hedge), Answer(201, Texts.WithSecret)),
        new("201 after the handlers' time for an attempt", Created, 1, Read, HandlersWait(HandlersTimes.Attempt), Answer(201, Texts.WithSecret)),
        new("201 after all of the handlers' time", Created, 1, Read, HandlersWait(HandlersTimes.All), Answer(201, Texts.WithSecret)),
        new("500 after the time to hedge", UnknownAfter(500), 1, Read, HandlersWait(HandlersTimes.Hedge), Answer(500)),
        new("400 after the handlers' time for an attempt", Rejected(400), 1, Read, HandlersWait(HandlersTimes.Attempt), Answer(400)),
        new("reset after the handlers' time for an attempt", Unknown, 1, Read, HandlersWait(HandlersTimes.Attempt), Reset),
        new("silence after all of the handlers' time", Unknown, 1, Read, HandlersWait(HandlersTimes.All), Stall),
        new("the secret, then the handlers' time for an attempt, then the rest", Created, 1, Read, Send(Texts.Head(201, Texts.WithSecret.Length + (900 * 1024)) + Texts.WithSecret), HandlersWait(HandlersTimes.Attempt), UntilRead),
    ], fault => fault with { RacesWithRetries = true });
}
