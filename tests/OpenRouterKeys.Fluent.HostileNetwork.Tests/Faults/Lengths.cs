using static OpenRouterKeys.Fluent.HostileNetwork.Tests.Outcomes;
using static OpenRouterKeys.Fluent.HostileNetwork.Tests.Server.Steps;
using static OpenRouterKeys.Fluent.HostileNetwork.Tests.Server.Texts;

namespace OpenRouterKeys.Fluent.HostileNetwork.Tests.Faults;

/// <summary>Where a body ends, and where it says that it does.</summary>
internal static class Lengths
{
    private const string Close = "HTTP/1.1 201 x\r\nConnection: close\r\n";
    private const string Body = WithSecret;

    public static Fault[] All { get; } =
    [
        new("cut before the secret", UnknownWithHash(201), 1, Read, Send(Head(201, 1000) + Beginning)),
        new Fault("reset before the secret", UnknownWithHash(201), 1, Read, Send(Head(201, 1_000_000) + Beginning), UntilRead, Reset) with { BreaksAnswerOff = true },
        new("silence before the secret", UnknownWithHash(201), 1, Read, Send(Head(201, 1_000_000) + Beginning), UntilRead, Stall),
        new("the caller gives up before the secret", "unknown, 201, with hash, cancelled", 1, Read, Send(Head(201, 1_000_000) + Beginning), UntilRead, Cancel),
        new("cut inside the secret", UnknownWithHash(201), 1, Read, Send(Head(201, 1000) + Body[..^10])),
        new("cut behind the secret", Created, 1, Read, Send(Head(201, 1000) + Body)),
        new Fault("reset behind the secret", Created, 1, Read, Send(Head(201, 1_000_000) + Body), UntilRead, Reset) with { BreaksAnswerOff = true },
        new("silence behind the secret", Created, 1, Read, Send(Head(201, 1_000_000) + Body), UntilRead, Stall),
        new("the caller gives up behind the secret", Created, 1, Read, Send(Head(201, 1_000_000) + Body), UntilRead, Cancel),
        new("cut inside the data, behind the secret", Created, 1, Read, Send(Head(201, 1000) + $$"""{"key":"{{FirstSecret}}","data":{"hash":"h1","na""")),
        new("length too short", UnknownAfter(201), 1, Read, Send(Head(201, 10) + Body)),
        new("length 0", UnknownAfter(201), 1, Read, Send(Head(201, 0) + Body)),
        new("no length", Created, 1, Read, Send(Close + "\r\n" + Body)),
        new("no length, then reset", Created, 1, Read, Send(Close + "\r\n" + Body), UntilRead, Reset),
        new("no length, 400, then reset", UnknownAfter(400), 1, Read, Send("HTTP/1.1 400 x\r\n\r\n{"), UntilRead, Reset),
        new("no length, 400", Rejected(400), 1, Read, Send("HTTP/1.1 400 x\r\n\r\n{")),
        new("the same length twice", Created, 1, Read, Answer(201, Body, $"Content-Length: {Body.Length}\r\n")),
        new("two lengths", Created, 1, Read, Answer(201, Body, "Content-Length: 10\r\n")),
        new("a negative length", Created, 1, Read, Send(Close + "Content-Length: -1\r\n\r\n" + Body)),
        new("a length beyond numbers", Created, 1, Read, Send(Close + "Content-Length: 99999999999999999999\r\n\r\n" + Body)),
        new("the largest length", Created, 1, Read, Send(Head(201, long.MaxValue) + Body)),
        new("a length of letters", Created, 1, Read, Send(Close + "Content-Length: ten\r\n\r\n" + Body)),
        new("length and chunked", Created, 1, Read, Send(Chunked(201, "Content-Length: 10\r\n") + Chunk(Body) + Chunk(""))),
        new("chunked", Created, 1, Read, Send(Chunked(201) + Chunk(Body[..9]) + Chunk(Body[9..]) + Chunk(""))),
        new("chunked, cut before the secret", UnknownWithHash(201), 1, Read, Send(Chunked(201) + Chunk(Beginning))),
        new("chunked, cut inside the secret", UnknownWithHash(201), 1, Read, Send(Chunked(201) + Chunk(Body[..^10]))),
        new("chunked, cut behind the secret", Created, 1, Read, Send(Chunked(201) + Chunk(Body))),
        new("chunked, the chunk cut behind the secret", Created, 1, Read, Send(Chunked(201) + $"1000\r\n{Body}")),
        new("chunked, silence behind the secret", Created, 1, Read, Send(Chunked(201) + Chunk(Body) + Chunk(Blanks(900))), UntilRead, Stall),
        new("chunked, a bad size at once", UnknownAfter(201), 1, Read, Send(Chunked(201) + "zz\r\n" + Body)),
        new("chunked, a bad size behind the secret", Created, 1, Read, Send(Chunked(201) + Chunk(Body) + "zz\r\n")),
        new("chunked, a size beyond numbers", UnknownAfter(201), 1, Read, Send(Chunked(201) + "fffffffffffffffff\r\n" + Body)),
        new("chunked, a negative size", UnknownAfter(201), 1, Read, Send(Chunked(201) + "-5\r\n" + Body)),
        new("chunked, no line end behind a chunk", Created, 1, Read, Send(Chunked(201) + $"{Body.Length:x}\r\n{Body}" + "0\r\n\r\n")),
        new("chunked, an extension", Created, 1, Read, Send(Chunked(201) + $"{Body.Length:x};a=b\r\n{Body}\r\n" + Chunk(""))),
        new("chunked, an extension without an end", UnknownAfter(201), 1, Read, Send(Chunked(201) + "5;"), Forever(new string('x', 1000))),
        new("chunked twice", Created, 1, Read, Send(Chunked(201, "Transfer-Encoding: chunked\r\n") + Chunk(Body) + Chunk(""))),
        new("another transfer encoding", UnknownWithHash(201), 1, Read, Send(Close + "Transfer-Encoding: gzip\r\n\r\n" + Beginning)),
        new("drips", Created, 1, Read, Send(Head(201, Body.Length)), Drip(Body)),
        new("drips, and stops before the secret", UnknownAfter(201), 1, Read, Send(Head(201, 1_000_000)), UntilRead, Drip("{"), Stall),
        new("a body without an end, the secret first", Created, 1, Read, Send(Close + "\r\n" + Body), Forever(Blanks(64))),
        new("a body without an end, and no secret", UnknownAfter(201), 1, Read, Send(Close + "\r\n"), Forever(Blanks(64))),
        new("the secret behind the first MiB", UnknownAfter(201), 1, Read, Answer(201, Blanks(1024) + Body)),
        new("400 without an end", UnknownAfter(400), 1, Read, Send("HTTP/1.1 400 x\r\n\r\n"), Forever(Blanks(64))),
        new("400, cut", UnknownAfter(400), 1, Read, Send(Head(400, 1000) + "{")),
        new("400, chunked and cut", UnknownAfter(400), 1, Read, Send(Chunked(400) + Chunk("{"))),
        new("400, silence in its body", UnknownAfter(400), 1, Read, Send(Head(400, 1_000_000)), UntilRead, Stall) { RacesWithRetries = true },
        new("403, the caller gives up in its body", UnknownCancelledAfter(403), 1, Read, Send(Head(403, 1_000_000)), UntilRead, Cancel) { RacesWithRetries = true },
        new("429, cut", UnknownAfter(429), 1, Read, Send(Head(429, 1000, "Retry-After: 0\r\n"))),
        new("500, cut", UnknownAfter(500), 1, Read, Send(Head(500, 1000))),
    ];
}
