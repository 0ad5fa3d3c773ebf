using OpenRouterKeys.Fluent.HostileNetwork.Tests.Server;
using static OpenRouterKeys.Fluent.HostileNetwork.Tests.Outcomes;
using static OpenRouterKeys.Fluent.HostileNetwork.Tests.Server.Certificates;
using static OpenRouterKeys.Fluent.HostileNetwork.Tests.Server.Steps;
using static OpenRouterKeys.Fluent.HostileNetwork.Tests.Server.Texts;

namespace OpenRouterKeys.Fluent.HostileNetwork.Tests.Faults;

/// <summary>TLS, with a client that trusts the authority of the test unless a row says otherwise.</summary>
internal static class Encryption
{
    public static Fault[] All { get; } =
    [
        Tls("no fault", Created, 1, Secure(Valid), Read, Answer(201, Texts.WithSecret)),
        Tls("unknown authority", Unavailable, 0, Secure(Valid)) with { Handler = null, Times = 99, IsForGood = true },
        Tls("expired", Unavailable, 0, Secure(Expired)) with { Times = 3 },
        Tls("not yet valid", Unavailable, 0, Secure(NotYetValid)) with { Times = 3 },
        Tls("wrong host", Unavailable, 0, Secure(OfAnotherHost)) with { Times = 3 },
        Tls("wrong host once", CreatedByAnother, 1, Secure(OfAnotherHost)),
        Tls("plain text", Unavailable, 0, Send("220 mail.example ESMTP\r\n")) with { Times = 3 },
        Tls("HTTP in plain text", Unavailable, 0, Answer(400, "plain")) with { Times = 3 },
        Tls("FIN during the handshake", Unavailable, 0, ReadNothing) with { Times = 3 },
        Tls("reset during the handshake", Unavailable, 0, ReadNothing, Reset) with { Times = 3 },
        Tls("silence during the handshake", Unavailable, 0, ReadNothing, Stall) with { MaxAttempts = 1 },
        Tls("the caller gives up during the handshake", Cancelled, 0, ReadNothing, Cancel),
        Tls("a client's certificate is asked for", NotSentOrUnknown, 0, Secure(AsksForAnother)) with { Times = 99, IsForGood = true },
        Tls("reset after the request", Unknown, 1, Secure(Valid), Read, Reset),
        Tls("silence after the request", Unknown, 1, Secure(Valid), Read, Stall),
        Tls("cut before the secret", UnknownWithHash(201), 1, Secure(Valid), Read, Send(Head(201, 1000) + Beginning)),
        Tls("cut after the secret", Created, 1, Secure(Valid), Read, Send(Head(201, 1000) + Texts.WithSecret)),
        Tls("garbage after the secret was read", Created, 1, Secure(Valid), Read, Send(Head(201, 1_000_000) + Texts.WithSecret), UntilRead, SendInPlain("garbage")) with { BreaksAnswerOff = true },
        Tls("400, cut where its end is the connection's", Rejected(400), 1, Secure(Valid), Read, Send("HTTP/1.1 400 x\r\n\r\n{")),
    ];

    private static Fault Tls(string name, string outcome, int bodies, params Step[] script) => new($"TLS: {name}", outcome, bodies, script)
    {
        Place = RawSite.Encrypted,
        Handler = (handler, _) => Trust(handler),
    };
}
