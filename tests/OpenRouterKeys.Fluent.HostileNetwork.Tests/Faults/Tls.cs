using OpenRouterKeys.Fluent.HostileNetwork.Tests.Server;
using static OpenRouterKeys.Fluent.HostileNetwork.Tests.Outcomes;
using static OpenRouterKeys.Fluent.HostileNetwork.Tests.Server.Certificates;
using static OpenRouterKeys.Fluent.HostileNetwork.Tests.Server.Steps;
using static OpenRouterKeys.Fluent.HostileNetwork.Tests.Server.ResponseText;

namespace OpenRouterKeys.Fluent.HostileNetwork.Tests.Faults;

/// <summary>Faults in TLS. The client trusts the test's authority unless stated otherwise.</summary>
internal static class Tls
{
    public static Fault[] All { get; } =
    [
        Fault("no fault", Created, 1, StartTls(Valid), Read, Respond(201, ResponseText.Key)),
        Fault("unknown authority", Unavailable, 0, StartTls(Valid)) with { ConfigureHandler = null, ConnectionCount = 99, IsPermanent = true },
        Fault("expired", Unavailable, 0, StartTls(Expired)) with { ConnectionCount = 3 },
        Fault("not yet valid", Unavailable, 0, StartTls(NotYetValid)) with { ConnectionCount = 3 },
        Fault("wrong host", Unavailable, 0, StartTls(ForOtherHost)) with { ConnectionCount = 3 },
        Fault("wrong host, first connection only", CreatedByLaterResponse, 1, StartTls(ForOtherHost)),
        Fault("unencrypted text", Unavailable, 0, Send("220 mail.example ESMTP\r\n")) with { ConnectionCount = 3 },
        Fault("unencrypted HTTP", Unavailable, 0, Respond(400, "plain")) with { ConnectionCount = 3 },
        Fault("FIN during the handshake", Unavailable, 0, WaitForData) with { ConnectionCount = 3 },
        Fault("reset during the handshake", Unavailable, 0, WaitForData, Reset) with { ConnectionCount = 3 },
        Fault("timeout during the handshake", Unavailable, 0, WaitForData, Stall) with { MaxAttempts = 1 },
        Fault("canceled during the handshake", Canceled, 0, WaitForData, Cancel),
        Fault("client certificate required", NotSentOrUnknown, 0, StartTls(WithClientCertificate)) with { ConnectionCount = 99, IsPermanent = true },
        Fault("reset after the request", Unknown, 1, StartTls(Valid), Read, Reset),
        Fault("timeout after the request", Unknown, 1, StartTls(Valid), Read, Stall),
        Fault("truncated before the secret", UnknownWithHash(201), 1, StartTls(Valid), Read, Send(Head(201, 1000) + TruncatedKey)),
        Fault("cut after the secret", Created, 1, StartTls(Valid), Read, Send(Head(201, 1000) + ResponseText.Key)),
        Fault("garbage after the secret", Created, 1, StartTls(Valid), Read, Send(Head(201, 1_000_000) + ResponseText.Key), WaitUntilRead, SendUnencrypted("garbage")) with { HasAbortedResponse = true },
        Fault("400 without a length, closed without TLS shutdown", Rejected(400), 1, StartTls(Valid), Read, Send("HTTP/1.1 400 x\r\n\r\n{")),
    ];

    private static Fault Fault(string name, string outcome, int bodies, params Step[] script) => new($"TLS: {name}", outcome, bodies, script)
    {
        CreateServer = ScriptedServer.Encrypted,
        ConfigureHandler = (handler, _) => Trust(handler),
    };
}
