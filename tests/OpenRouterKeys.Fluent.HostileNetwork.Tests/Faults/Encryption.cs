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
        new("TLS: no fault", Created, 1, Secure(Valid), Read, Answer(201, Texts.WithSecret)) { Place = RawSite.Encrypted, Handler = Trusting },
        new("TLS: unknown authority", Unavailable, 0, Secure(Valid)) { Place = RawSite.Encrypted, Times = 99, IsForGood = true },
        new("TLS: expired", Unavailable, 0, Secure(Expired)) { Place = RawSite.Encrypted, Handler = Trusting, Times = 3 },
        new("TLS: not yet valid", Unavailable, 0, Secure(NotYetValid)) { Place = RawSite.Encrypted, Handler = Trusting, Times = 3 },
        new("TLS: wrong host", Unavailable, 0, Secure(OfAnotherHost)) { Place = RawSite.Encrypted, Handler = Trusting, Times = 3 },
        new("TLS: wrong host once", CreatedByAnother, 1, Secure(OfAnotherHost)) { Place = RawSite.Encrypted, Handler = Trusting },
        new("TLS: plain text", Unavailable, 0, Send("220 mail.example ESMTP\r\n")) { Place = RawSite.Encrypted, Handler = Trusting, Times = 3 },
        new("TLS: HTTP in plain text", Unavailable, 0, Answer(400, "plain")) { Place = RawSite.Encrypted, Handler = Trusting, Times = 3 },
        new("TLS: FIN during the handshake", Unavailable, 0, ReadNothing) { Place = RawSite.Encrypted, Handler = Trusting, Times = 3 },
        new("TLS: reset during the handshake", Unavailable, 0, ReadNothing, Reset) { Place = RawSite.Encrypted, Handler = Trusting, Times = 3 },
        new("TLS: silence during the handshake", Unavailable, 0, ReadNothing, Stall) { Place = RawSite.Encrypted, Handler = Trusting, MaxAttempts = 1 },
        new("TLS: the caller gives up during the handshake", Cancelled, 0, ReadNothing, Cancel) { Place = RawSite.Encrypted, Handler = Trusting },
        new("TLS: a client's certificate is asked for", NotSentOrUnknown, 0, Secure(AsksForAnother)) { Place = RawSite.Encrypted, Handler = Trusting, Times = 99, IsForGood = true },
        new("TLS: reset after the request", Unknown, 1, Secure(Valid), Read, Reset) { Place = RawSite.Encrypted, Handler = Trusting },
        new("TLS: silence after the request", Unknown, 1, Secure(Valid), Read, Stall) { Place = RawSite.Encrypted, Handler = Trusting },
        new("TLS: cut before the secret", UnknownWithHash(201), 1, Secure(Valid), Read, Send(Head(201, 1000) + Beginning)) { Place = RawSite.Encrypted, Handler = Trusting },
        new("TLS: cut after the secret", Created, 1, Secure(Valid), Read, Send(Head(201, 1000) + Texts.WithSecret)) { Place = RawSite.Encrypted, Handler = Trusting },
        new("TLS: garbage after the secret was read", Created, 1, Secure(Valid), Read, Send(Head(201, 1_000_000) + Texts.WithSecret), UntilRead, SendInPlain("garbage")) { Place = RawSite.Encrypted, Handler = Trusting },
        new("TLS: 400, cut where its end is the connection's", Rejected(400), 1, Secure(Valid), Read, Send("HTTP/1.1 400 x\r\n\r\n{")) { Place = RawSite.Encrypted, Handler = Trusting },
    ];

    private static void Trusting(SocketsHttpHandler handler, Site site) => Trust(handler);
}
