using OpenRouterKeys.Fluent.HostileNetwork.Tests.Server;
using static OpenRouterKeys.Fluent.HostileNetwork.Tests.Outcomes;
using static OpenRouterKeys.Fluent.HostileNetwork.Tests.Server.Steps;

namespace OpenRouterKeys.Fluent.HostileNetwork.Tests.Faults;

/// <summary>Responses that arrive after the message handlers around the client have hedged or timed out.</summary>
internal static class HandlerTimeouts
{
    public static Fault[] All { get; } = Array.ConvertAll<Fault, Fault>(
    [
        new("201 after the hedging delay", Created, 1, Read, AdvanceHandlerTime(HandlerTimes.Hedge), Respond(201, ResponseText.Key)),
        new("201 after the handlers' attempt timeout", Created, 1, Read, AdvanceHandlerTime(HandlerTimes.Attempt), Respond(201, ResponseText.Key)),
        new("201 after the handlers' total timeout", Created, 1, Read, AdvanceHandlerTime(HandlerTimes.Total), Respond(201, ResponseText.Key)),
        new("500 after the hedging delay", UnknownAfter(500), 1, Read, AdvanceHandlerTime(HandlerTimes.Hedge), Respond(500)),
        new("400 after the handlers' attempt timeout", Rejected(400), 1, Read, AdvanceHandlerTime(HandlerTimes.Attempt), Respond(400)),
        new("reset after the handlers' attempt timeout", Unknown, 1, Read, AdvanceHandlerTime(HandlerTimes.Attempt), Reset),
        new("no response after the handlers' total timeout", Unknown, 1, Read, AdvanceHandlerTime(HandlerTimes.Total), Stall),
        new("secret before the handlers' attempt timeout, rest after it", Created, 1, Read, Send(ResponseText.Head(201, ResponseText.Key.Length + (900 * 1024)) + ResponseText.Key), AdvanceHandlerTime(HandlerTimes.Attempt), WaitUntilRead),
    ], fault => fault with { IsTimingDependent = true });
}
