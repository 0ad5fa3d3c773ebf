using static OpenRouterKeys.Fluent.HostileNetwork.Tests.Outcomes;
using static OpenRouterKeys.Fluent.HostileNetwork.Tests.Server.Steps;
using static OpenRouterKeys.Fluent.HostileNetwork.Tests.Server.ResponseText;

namespace OpenRouterKeys.Fluent.HostileNetwork.Tests.Faults;

/// <summary>Bodies that end early, late or never, and wrong lengths.</summary>
internal static class ResponseLengths
{
    private const string Close = "HTTP/1.1 201 x\r\nConnection: close\r\n";
    private const string Body = Key;

    public static Fault[] All { get; } =
    [
        new("truncated before the secret", UnknownWithHash(201), 1, Read, Send(Head(201, 1000) + TruncatedKey)),
        new Fault("reset before the secret", UnknownWithHash(201), 1, Read, Send(Head(201, 1_000_000) + TruncatedKey), WaitUntilRead, Reset) with { HasAbortedResponse = true },
        new("timeout before the secret", UnknownWithHash(201), 1, Read, Send(Head(201, 1_000_000) + TruncatedKey), WaitUntilRead, Stall),
        new("canceled before the secret", "unknown, 201, with hash, canceled", 1, Read, Send(Head(201, 1_000_000) + TruncatedKey), WaitUntilRead, Cancel),
        new("truncated inside the secret", UnknownWithHash(201), 1, Read, Send(Head(201, 1000) + Body[..^10])),
        new("truncated after the secret", Created, 1, Read, Send(Head(201, 1000) + Body)),
        new Fault("reset after the secret", Created, 1, Read, Send(Head(201, 1_000_000) + Body), WaitUntilRead, Reset) with { HasAbortedResponse = true },
        new("timeout after the secret", Created, 1, Read, Send(Head(201, 1_000_000) + Body), WaitUntilRead, Stall),
        new("canceled after the secret", Created, 1, Read, Send(Head(201, 1_000_000) + Body), WaitUntilRead, Cancel),
        new("truncated inside data, after the secret", Created, 1, Read, Send(Head(201, 1000) + $$"""{"key":"{{FirstSecret}}","data":{"hash":"h1","na""")),
        new("length too short", UnknownAfter(201), 1, Read, Send(Head(201, 10) + Body)),
        new("length 0", UnknownAfter(201), 1, Read, Send(Head(201, 0) + Body)),
        new("no length", Created, 1, Read, Send(Close + "\r\n" + Body)),
        new("no length, then reset", Created, 1, Read, Send(Close + "\r\n" + Body), WaitUntilRead, Reset),
        new("no length, 400, then reset", UnknownAfter(400), 1, Read, Send("HTTP/1.1 400 x\r\n\r\n{"), WaitUntilRead, Reset),
        new("no length, 400", Rejected(400), 1, Read, Send("HTTP/1.1 400 x\r\n\r\n{")),
        new("same length twice", Created, 1, Read, Respond(201, Body, $"Content-Length: {Body.Length}\r\n")),
        new("two different lengths", Created, 1, Read, Respond(201, Body, "Content-Length: 10\r\n")),
        new("negative length", Created, 1, Read, Send(Close + "Content-Length: -1\r\n\r\n" + Body)),
        new("length out of range", Created, 1, Read, Send(Close + "Content-Length: 99999999999999999999\r\n\r\n" + Body)),
        new("largest possible length", Created, 1, Read, Send(Head(201, long.MaxValue) + Body)),
        new("length of letters", Created, 1, Read, Send(Close + "Content-Length: ten\r\n\r\n" + Body)),
        new("length and chunked", Created, 1, Read, Send(Chunked(201, "Content-Length: 10\r\n") + Chunk(Body) + Chunk(""))),
        new("chunked", Created, 1, Read, Send(Chunked(201) + Chunk(Body[..9]) + Chunk(Body[9..]) + Chunk(""))),
        new("chunked, truncated before the secret", UnknownWithHash(201), 1, Read, Send(Chunked(201) + Chunk(TruncatedKey))),
        new("chunked, truncated inside the secret", UnknownWithHash(201), 1, Read, Send(Chunked(201) + Chunk(Body[..^10]))),
        new("chunked, truncated after the secret", Created, 1, Read, Send(Chunked(201) + Chunk(Body))),
        new("chunked, chunk truncated after the secret", Created, 1, Read, Send(Chunked(201) + $"1000\r\n{Body}")),
        new("chunked, timeout after the secret", Created, 1, Read, Send(Chunked(201) + Chunk(Body) + Chunk(Spaces(900))), WaitUntilRead, Stall),
        new("chunked, first size invalid", UnknownAfter(201), 1, Read, Send(Chunked(201) + "zz\r\n" + Body)),
        new("chunked, invalid size after the secret", Created, 1, Read, Send(Chunked(201) + Chunk(Body) + "zz\r\n")),
        new("chunked, size out of range", UnknownAfter(201), 1, Read, Send(Chunked(201) + "fffffffffffffffff\r\n" + Body)),
        new("chunked, negative size", UnknownAfter(201), 1, Read, Send(Chunked(201) + "-5\r\n" + Body)),
        new("chunked, no line end after a chunk", Created, 1, Read, Send(Chunked(201) + $"{Body.Length:x}\r\n{Body}" + "0\r\n\r\n")),
        new("chunked, with an extension", Created, 1, Read, Send(Chunked(201) + $"{Body.Length:x};a=b\r\n{Body}\r\n" + Chunk(""))),
        new("chunked, endless extension", UnknownAfter(201), 1, Read, Send(Chunked(201) + "5;"), SendEndlessly(new string('x', 1000))),
        new("chunked twice", Created, 1, Read, Send(Chunked(201, "Transfer-Encoding: chunked\r\n") + Chunk(Body) + Chunk(""))),
        new("another transfer encoding", UnknownWithHash(201), 1, Read, Send(Close + "Transfer-Encoding: gzip\r\n\r\n" + TruncatedKey)),
        new("body byte by byte", Created, 1, Read, Send(Head(201, Body.Length)), SendByteByByte(Body)),
        new("body byte by byte, timeout before the secret", UnknownAfter(201), 1, Read, Send(Head(201, 1_000_000)), WaitUntilRead, SendByteByByte("{"), Stall),
        new("endless body after the secret", Created, 1, Read, Send(Close + "\r\n" + Body), SendEndlessly(Spaces(64))),
        new("endless body without a secret", UnknownAfter(201), 1, Read, Send(Close + "\r\n"), SendEndlessly(Spaces(64))),
        new("secret after the first MiB", UnknownAfter(201), 1, Read, Respond(201, Spaces(1024) + Body)),
        new("400, endless", UnknownAfter(400), 1, Read, Send("HTTP/1.1 400 x\r\n\r\n"), SendEndlessly(Spaces(64))),
        new("400, truncated", UnknownAfter(400), 1, Read, Send(Head(400, 1000) + "{")),
        new("400, chunked and truncated", UnknownAfter(400), 1, Read, Send(Chunked(400) + Chunk("{"))),
        new("400, timeout in the body", UnknownAfter(400), 1, Read, Send(Head(400, 1_000_000)), WaitUntilRead, Stall) { IsTimingDependent = true },
        new("403, canceled in the body", UnknownCanceledAfter(403), 1, Read, Send(Head(403, 1_000_000)), WaitUntilRead, Cancel) { IsTimingDependent = true },
        new("429, truncated", UnknownAfter(429), 1, Read, Send(Head(429, 1000, "Retry-After: 0\r\n"))),
        new("500, truncated", UnknownAfter(500), 1, Read, Send(Head(500, 1000))),
    ];
}
