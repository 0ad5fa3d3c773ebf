using static OpenRouterKeys.Fluent.HostileNetwork.Tests.Outcomes;
using static OpenRouterKeys.Fluent.HostileNetwork.Tests.Server.Steps;
using static OpenRouterKeys.Fluent.HostileNetwork.Tests.Server.Texts;

namespace OpenRouterKeys.Fluent.HostileNetwork.Tests.Faults;

/// <summary>Status lines and headers.</summary>
internal static class Heads
{
    private const string Body = WithSecret;
    private static readonly string Length = $"Connection: close\r\nContent-Length: {Body.Length}\r\n";

    public static Fault[] All { get; } =
    [
        new("no fault", Created, 1, Read, Answer(201, Body)),
        new("100 and 103 before the 201", Created, 1, Read, Send("HTTP/1.1 100 x\r\n\r\nHTTP/1.1 103 x\r\nLink: </a>\r\n\r\n"), Answer(201, Body)),
        new("100, then FIN", Unknown, 1, Read, Send("HTTP/1.1 100 x\r\n\r\n")),
        new("100, then silence", Unknown, 1, Read, Send("HTTP/1.1 100 x\r\n\r\n"), Stall),
        new("101", UnknownAfter(101), 1, Read, Answer(101, "", "Upgrade: websocket\r\n")),
        new("no HTTP", Unknown, 1, Read, Send("SSH-2.0-OpenSSH\r\n\r\n")),
        new("a blank line first", Unknown, 1, Read, Send("\r\n"), Answer(201, Body)),
        new("half a status line", Unknown, 1, Read, Send("HTTP/1.1 20")),
        new("half a status line, then silence", Unknown, 1, Read, Send("HTTP/1.1 20"), Stall),
        new("a status of two digits", Unknown, 1, Read, Send($"HTTP/1.1 20 x\r\n{Length}\r\n{Body}")),
        new("a status of four digits", Unknown, 1, Read, Send($"HTTP/1.1 2010 x\r\n{Length}\r\n{Body}")),
        new("a status of letters", Unknown, 1, Read, Send($"HTTP/1.1 abc x\r\n{Length}\r\n{Body}")),
        new("status 099", UnknownAfter(99), 1, Read, Send($"HTTP/1.1 099 x\r\n{Length}\r\n{Body}")),
        new("status 999", UnknownAfter(999), 1, Read, Answer(999, Body)),
        new("no reason", Created, 1, Read, Send($"HTTP/1.1 201\r\n{Length}\r\n{Body}")),
        new("line feeds alone", Created, 1, Read, Send($"HTTP/1.1 201 x\n{Length.ReplaceLineEndings("\n")}\n{Body}")),
        new("HTTP/1.0", Created, 1, Read, Send($"HTTP/1.0 201 x\r\n\r\n{Body}")),
        new("HTTP/2.0 in a status line", Unknown, 1, Read, Send($"HTTP/2.0 201 x\r\n{Length}\r\n{Body}")),
        new("headers cut", Unknown, 1, Read, Send("HTTP/1.1 201 x\r\nContent-Le")),
        new("headers reset", Unknown, 1, Read, Send("HTTP/1.1 201 x\r\nContent-Le"), Reset),
        new("headers drip", Created, 1, Read, Drip($"HTTP/1.1 201 x\r\n{Length}\r\n"), Send(Body)),
        new("headers drip, and stop", Unknown, 1, Read, Drip("HTTP/1.1 201 x\r\nContent-Le"), Stall),
        new("60 KiB of headers", Created, 1, Read, Answer(201, Body, Headers(60))),
        new("64 KiB of headers", Unknown, 1, Read, Answer(201, Body, Headers(64))),
        new("10 MiB of headers", Unknown, 1, Read, Answer(201, Body, Headers(10 * 1024))),
        new("a header without an end", Unknown, 1, Read, Send("HTTP/1.1 201 x\r\nX: "), Forever(new string('x', 1000))),
        new("headers without an end", Unknown, 1, Read, Send("HTTP/1.1 201 x\r\n"), Forever("X: x\r\n")),
        new("interim answers without an end", Unknown, 1, Read, Forever("HTTP/1.1 102 x\r\nX: x\r\n\r\n")),
        new("a folded header", Created, 1, Read, Answer(201, Body, "X: a\r\n b\r\n")),
        new("a header of other bytes than ASCII", Created, 1, Read, Send([.. "HTTP/1.1 201 x\r\nX: "u8, 0xFF, 0x80, 0xC3, .. "\r\n"u8]), Send($"{Length}\r\n{Body}")),
        new("a header with a NUL", Created, 1, Read, Answer(201, Body, "X: a\0b\r\n")),
        new("a header without a colon", Unknown, 1, Read, Answer(201, Body, "Nonsense\r\n")),
        new("a header with a blank in its name", Unknown, 1, Read, Answer(201, Body, "X Y: z\r\n")),
        new("trailers", Created, 1, Read, Send(Chunked(201) + Chunk(Body) + "0\r\nX: y\r\n\r\n")),
        new("10 MiB of trailers", Created, 1, Read, Send(Chunked(201) + Chunk(Body) + "0\r\n" + Headers(10 * 1024) + "\r\n")),
        new("another answer behind the answer", Created, 1, Read, Send(KeepAlive(Body) + KeepAlive(Body))),
        new("Upgrade in a 201", Created, 1, Read, Answer(201, Body, "Upgrade: h2c\r\n")),
        new("a cookie and HSTS", Created, 1, Read, Answer(201, Body, "Set-Cookie: a=b\r\nStrict-Transport-Security: max-age=1\r\n")),
        new("Location in a 201", Created, 1, Read, Answer(201, Body, "Location: https://elsewhere.example/\r\n")),
    ];

    private static string Headers(int kibibytes) => string.Concat(Enumerable.Repeat($"X: {new string('x', 1024 - 5)}\r\n", kibibytes));

    private static string KeepAlive(string body) => $"HTTP/1.1 201 x\r\nContent-Length: {body.Length}\r\n\r\n{body}";
}
