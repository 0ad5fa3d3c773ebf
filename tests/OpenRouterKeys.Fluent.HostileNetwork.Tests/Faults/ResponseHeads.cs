using static OpenRouterKeys.Fluent.HostileNetwork.Tests.Outcomes;
using static OpenRouterKeys.Fluent.HostileNetwork.Tests.Server.Steps;
using static OpenRouterKeys.Fluent.HostileNetwork.Tests.Server.ResponseText;

namespace OpenRouterKeys.Fluent.HostileNetwork.Tests.Faults;

/// <summary>Faults in status lines and headers.</summary>
internal static class ResponseHeads
{
    private const string Body = Key;
    private static readonly string Length = $"Connection: close\r\nContent-Length: {Body.Length}\r\n";

    public static Fault[] All { get; } =
    [
        new("no fault", Created, 1, Read, Respond(201, Body)),
        new("100 and 103 before 201", Created, 1, Read, Send("HTTP/1.1 100 x\r\n\r\nHTTP/1.1 103 x\r\nLink: </a>\r\n\r\n"), Respond(201, Body)),
        new("100, then FIN", Unknown, 1, Read, Send("HTTP/1.1 100 x\r\n\r\n")),
        new("100, then timeout", Unknown, 1, Read, Send("HTTP/1.1 100 x\r\n\r\n"), Stall),
        new("101", UnknownAfter(101), 1, Read, Respond(101, "", "Upgrade: websocket\r\n")),
        new("not HTTP", Unknown, 1, Read, Send("SSH-2.0-OpenSSH\r\n\r\n")),
        new("blank line first", Unknown, 1, Read, Send("\r\n"), Respond(201, Body)),
        new("half a status line", Unknown, 1, Read, Send("HTTP/1.1 20")),
        new("half a status line, then timeout", Unknown, 1, Read, Send("HTTP/1.1 20"), Stall),
        new("two-digit status", Unknown, 1, Read, Send($"HTTP/1.1 20 x\r\n{Length}\r\n{Body}")),
        new("four-digit status", Unknown, 1, Read, Send($"HTTP/1.1 2010 x\r\n{Length}\r\n{Body}")),
        new("status of letters", Unknown, 1, Read, Send($"HTTP/1.1 abc x\r\n{Length}\r\n{Body}")),
        new("status 099", UnknownAfter(99), 1, Read, Send($"HTTP/1.1 099 x\r\n{Length}\r\n{Body}")),
        new("status 999", UnknownAfter(999), 1, Read, Respond(999, Body)),
        new("no reason phrase", Created, 1, Read, Send($"HTTP/1.1 201\r\n{Length}\r\n{Body}")),
        new("line feeds without carriage returns", Created, 1, Read, Send($"HTTP/1.1 201 x\n{Length.ReplaceLineEndings("\n")}\n{Body}")),
        new("HTTP/1.0", Created, 1, Read, Send($"HTTP/1.0 201 x\r\n\r\n{Body}")),
        new("HTTP/2.0 in a status line", Unknown, 1, Read, Send($"HTTP/2.0 201 x\r\n{Length}\r\n{Body}")),
        new("truncated headers", Unknown, 1, Read, Send("HTTP/1.1 201 x\r\nContent-Le")),
        new("reset inside the headers", Unknown, 1, Read, Send("HTTP/1.1 201 x\r\nContent-Le"), Reset),
        new("headers byte by byte", Created, 1, Read, SendByteByByte($"HTTP/1.1 201 x\r\n{Length}\r\n"), Send(Body)),
        new("headers byte by byte, then timeout", Unknown, 1, Read, SendByteByByte("HTTP/1.1 201 x\r\nContent-Le"), Stall),
        new("60 KiB of headers", Created, 1, Read, Respond(201, Body, Headers(60))),
        new("64 KiB of headers", Unknown, 1, Read, Respond(201, Body, Headers(64))),
        new("10 MiB of headers", Unknown, 1, Read, Respond(201, Body, Headers(10 * 1024))),
        new("endless header", Unknown, 1, Read, Send("HTTP/1.1 201 x\r\nX: "), SendEndlessly(new string('x', 1000))),
        new("endless headers", Unknown, 1, Read, Send("HTTP/1.1 201 x\r\n"), SendEndlessly("X: x\r\n")),
        new("endless interim responses", Unknown, 1, Read, SendEndlessly("HTTP/1.1 102 x\r\nX: x\r\n\r\n")),
        new("folded header", Created, 1, Read, Respond(201, Body, "X: a\r\n b\r\n")),
        new("non-ASCII header", Created, 1, Read, Send([.. "HTTP/1.1 201 x\r\nX: "u8, 0xFF, 0x80, 0xC3, .. "\r\n"u8]), Send($"{Length}\r\n{Body}")),
        new("header with a NUL", Created, 1, Read, Respond(201, Body, "X: a\0b\r\n")),
        new("header without a colon", Unknown, 1, Read, Respond(201, Body, "Nonsense\r\n")),
        new("header with a space in its name", Unknown, 1, Read, Respond(201, Body, "X Y: z\r\n")),
        new("trailers", Created, 1, Read, Send(Chunked(201) + Chunk(Body) + "0\r\nX: y\r\n\r\n")),
        new("10 MiB of trailers", Created, 1, Read, Send(Chunked(201) + Chunk(Body) + "0\r\n" + Headers(10 * 1024) + "\r\n")),
        new("second response after the response", Created, 1, Read, Send(KeepAlive(Body) + KeepAlive(Body))),
        new("201 with Upgrade", Created, 1, Read, Respond(201, Body, "Upgrade: h2c\r\n")),
        new("201 with a cookie and HSTS", Created, 1, Read, Respond(201, Body, "Set-Cookie: a=b\r\nStrict-Transport-Security: max-age=1\r\n")),
        new("201 with Location", Created, 1, Read, Respond(201, Body, "Location: https://elsewhere.example/\r\n")),
    ];

    private static string Headers(int kibibytes) => string.Concat(Enumerable.Repeat($"X: {new string('x', 1024 - 5)}\r\n", kibibytes));

    private static string KeepAlive(string body) => $"HTTP/1.1 201 x\r\nContent-Length: {body.Length}\r\n\r\n{body}";
}
