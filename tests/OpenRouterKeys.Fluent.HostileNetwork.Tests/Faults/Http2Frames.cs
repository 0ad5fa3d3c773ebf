using System.Net;
using OpenRouterKeys.Fluent.HostileNetwork.Tests.Server;
using static OpenRouterKeys.Fluent.HostileNetwork.Tests.Outcomes;
using static OpenRouterKeys.Fluent.HostileNetwork.Tests.Server.Http2;

namespace OpenRouterKeys.Fluent.HostileNetwork.Tests.Faults;

/// <summary>HTTP/2, for callers whose Flurl client asks for it.</summary>
internal static class Http2Frames
{
    private const string Body = Texts.WithSecret;

    public static Fault[] All { get; } =
    [
        Fault("no fault", Created, 1, Read, Head(201), Data(Body, isLast: true)),
        Fault("103 before the 201", Created, 1, Read, Head(103), Head(201), Data(Body, isLast: true)),
        Fault("400", Rejected(400), 1, Read, Head(400), Data("{}", isLast: true)),
        Fault("201, empty", UnknownAfter(201), 1, Read, Head(201, isAll: true)),
        Fault("read, then REFUSED_STREAM", Unknown, 1, Read, Reset(RefusedStream)) with { RacesWithRetries = true }, // the sockets' retry races with the end of the connection
        Fault("read, then CANCEL", Unknown, 1, Read, Reset(CancelError)) with { RacesWithRetries = true },
        Fault("read, then INTERNAL_ERROR", Unknown, 1, Read, Reset(InternalError)),
        Fault("read, then PROTOCOL_ERROR", Unknown, 1, Read, Reset(ProtocolError)),
        Fault("read, then ENHANCE_YOUR_CALM", Unknown, 1, Read, Reset(EnhanceYourCalm)),
        Fault("read, then HTTP_1_1_REQUIRED", Unknown, 1, Read, Reset(Http11Required)),
        Fault("read, then NO_ERROR", Unknown, 1, Read, Reset(NoError)),
        Fault("read, then GOAWAY that it was not", Unknown, 1, Read, GoAway(0)),
        Fault("read, then GOAWAY that it was, and FIN", Unknown, 1, Read, GoAway(1)),
        Fault("read, then GOAWAY with an error", Unknown, 1, Read, GoAway(0, InternalError)),
        Fault("read, then GOAWAY that it was, and 201", Created, 1, Read, GoAway(1), Head(201), Data(Body, isLast: true)),
        Fault("read, then FIN", Unknown, 1, Read),
        Fault("read, then reset", Unknown, 1, Read, Steps.Reset),
        Fault("read, then silence", Unknown, 1, Read, Stall),
        Fault("read, then the caller gives up", UnknownCancelled, 1, Read, Cancel),
        Fault("part read, then REFUSED_STREAM", Unknown, 0, ReadPart, Reset(RefusedStream)) with { IsLarge = true, RacesWithRetries = true },
        Fault("part read, then CANCEL", Unknown, 0, ReadPart, Reset(CancelError)) with { IsLarge = true, RacesWithRetries = true },
        Fault("part read, then GOAWAY that it was not", Unknown, 0, ReadPart, GoAway(0)) with { IsLarge = true, RacesWithRetries = true },
        Fault("part read, then silence", Unknown, 0, ReadPart, Stall) with { IsLarge = true },
        Fault("part read, then the caller gives up", UnknownCancelled, 0, ReadPart, Cancel) with { IsLarge = true },
        Fault("part read, then 413 and NO_ERROR", $"{Rejected(413)} or {UnknownAfter(413)}", 0, ReadPart, Head(413, isAll: true), Reset(NoError)) with { IsLarge = true },
        Fault("201, then CANCEL", UnknownAfter(201), 1, Read, Head(201), UntilRead, Reset(CancelError)),
        Fault("the secret, then CANCEL", Created, 1, Read, Head(201), Data(Body), UntilRead, Reset(CancelError)),
        Fault("the secret, then GOAWAY with an error", Created, 1, Read, Head(201), Data(Body), UntilRead, GoAway(0, InternalError)),
        Fault("the secret, then FIN", Created, 1, Read, Head(201), Data(Body), UntilRead),
        Fault("the secret, then reset", Created, 1, Read, Head(201), Data(Body), UntilRead, Steps.Reset),
        Fault("the secret, then silence", Created, 1, Read, Head(201), Data(Body), UntilRead, Stall),
        Fault("the secret, then the caller gives up", Created, 1, Read, Head(201), Data(Body), UntilRead, Cancel),
        Fault("400, then CANCEL", UnknownAfter(400), 1, Read, Head(400), UntilRead, Reset(CancelError)),
        Fault("headers that cannot be read", Unknown, 1, Read, Send(1, 4, [0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF])),
        Fault("a frame larger than allowed", Unknown, 1, Read, Send(1, 4, new byte[20_000])),
        Fault("a promise to push", Unknown, 1, Read, Send(5, 4, [0, 0, 0, 2, 0x88])),
    ];

    private static Fault Fault(string name, string outcome, int bodies, params Step[] script) => new($"HTTP/2: {name}", outcome, bodies, [Open, .. script])
    {
        Place = RawSite.Encrypted,
        Handler = (handler, _) => Certificates.Trust(handler),
        Version = HttpVersion.Version20,
    };
}
