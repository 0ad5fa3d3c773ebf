using System.Net;
using OpenRouterKeys.Fluent.HostileNetwork.Tests.Server;
using static OpenRouterKeys.Fluent.HostileNetwork.Tests.Outcomes;
using static OpenRouterKeys.Fluent.HostileNetwork.Tests.Server.Http2;

namespace OpenRouterKeys.Fluent.HostileNetwork.Tests.Faults;

/// <summary>HTTP/2 faults, for callers whose Flurl client uses it.</summary>
internal static class Http2Frames
{
    private const string Body = ResponseText.Key;

    public static Fault[] All { get; } =
    [
        Fault("no fault", Created, 1, Read, Head(201), Data(Body, isLast: true)),
        Fault("103 before 201", Created, 1, Read, Head(103), Head(201), Data(Body, isLast: true)),
        Fault("400", Rejected(400), 1, Read, Head(400), Data("{}", isLast: true)),
        Fault("201, empty", UnknownAfter(201), 1, Read, Head(201, isEndOfStream: true)),
        Fault("read, then REFUSED_STREAM", Unknown, 1, Read, Reset(RefusedStream)) with { IsTimingDependent = true }, // SocketsHttpHandler's own retry races with the end of the connection
        Fault("read, then CANCEL", Unknown, 1, Read, Reset(CancelError)) with { IsTimingDependent = true },
        Fault("read, then INTERNAL_ERROR", Unknown, 1, Read, Reset(InternalError)),
        Fault("read, then PROTOCOL_ERROR", Unknown, 1, Read, Reset(ProtocolError)),
        Fault("read, then ENHANCE_YOUR_CALM", Unknown, 1, Read, Reset(EnhanceYourCalm)),
        Fault("read, then HTTP_1_1_REQUIRED", Unknown, 1, Read, Reset(Http11Required)),
        Fault("read, then NO_ERROR", Unknown, 1, Read, Reset(NoError)),
        Fault("read, then GOAWAY excluding the request", Unknown, 1, Read, GoAway(0)),
        Fault("read, then GOAWAY including the request, then FIN", Unknown, 1, Read, GoAway(1)),
        Fault("read, then GOAWAY with an error", Unknown, 1, Read, GoAway(0, InternalError)),
        Fault("read, then GOAWAY including the request, then 201", Created, 1, Read, GoAway(1), Head(201), Data(Body, isLast: true)),
        Fault("read, then FIN", Unknown, 1, Read),
        Fault("read, then reset", Unknown, 1, Read, Steps.Reset),
        Fault("read, then timeout", Unknown, 1, Read, Stall),
        Fault("read, then canceled", UnknownCanceled, 1, Read, Cancel),
        Fault("partly read, then REFUSED_STREAM", Unknown, 0, ReadPart, Reset(RefusedStream)) with { HasLargeBody = true, IsTimingDependent = true },
        Fault("partly read, then CANCEL", Unknown, 0, ReadPart, Reset(CancelError)) with { HasLargeBody = true, IsTimingDependent = true },
        Fault("partly read, then GOAWAY excluding the request", Unknown, 0, ReadPart, GoAway(0)) with { HasLargeBody = true, IsTimingDependent = true },
        Fault("partly read, then timeout", Unknown, 0, ReadPart, Stall) with { HasLargeBody = true },
        Fault("partly read, then canceled", UnknownCanceled, 0, ReadPart, Cancel) with { HasLargeBody = true },
        Fault("partly read, then 413 and NO_ERROR", $"{Rejected(413)} or {UnknownAfter(413)}", 0, ReadPart, Head(413, isEndOfStream: true), Reset(NoError)) with { HasLargeBody = true },
        Fault("201, then CANCEL", UnknownAfter(201), 1, Read, Head(201), WaitUntilRead, Reset(CancelError)),
        Fault("secret, then CANCEL", Created, 1, Read, Head(201), Data(Body), WaitUntilRead, Reset(CancelError)),
        Fault("secret, then GOAWAY with an error", Created, 1, Read, Head(201), Data(Body), WaitUntilRead, GoAway(0, InternalError)),
        Fault("secret, then FIN", Created, 1, Read, Head(201), Data(Body), WaitUntilRead),
        Fault("secret, then reset", Created, 1, Read, Head(201), Data(Body), WaitUntilRead, Steps.Reset),
        Fault("secret, then timeout", Created, 1, Read, Head(201), Data(Body), WaitUntilRead, Stall),
        Fault("secret, then canceled", Created, 1, Read, Head(201), Data(Body), WaitUntilRead, Cancel),
        Fault("400, then CANCEL", UnknownAfter(400), 1, Read, Head(400), WaitUntilRead, Reset(CancelError)),
        Fault("invalid header compression", Unknown, 1, Read, Send(1, 4, [0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF])),
        Fault("frame larger than allowed", Unknown, 1, Read, Send(1, 4, new byte[20_000])),
        Fault("PUSH_PROMISE", Unknown, 1, Read, Send(5, 4, [0, 0, 0, 2, 0x88])),
    ];

    private static Fault Fault(string name, string outcome, int bodies, params Step[] script) => new($"HTTP/2: {name}", outcome, bodies, [Open, .. script])
    {
        CreateServer = ScriptedServer.Encrypted,
        ConfigureHandler = (handler, _) => Certificates.Trust(handler),
        Version = HttpVersion.Version20,
    };
}
