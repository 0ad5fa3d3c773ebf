using System.Text;
using static OpenRouterKeys.Fluent.HostileNetwork.Tests.Outcomes;
using static OpenRouterKeys.Fluent.HostileNetwork.Tests.Server.Steps;
using static OpenRouterKeys.Fluent.HostileNetwork.Tests.Server.ResponseText;

namespace OpenRouterKeys.Fluent.HostileNetwork.Tests.Faults;

/// <summary>Complete responses with unusual bodies.</summary>
internal static class ResponseBodies
{
    private const string Body = Key;
    private static readonly byte[] Bytes = Encoding.UTF8.GetBytes(Body);

    public static Fault[] All { get; } =
    [
        .. new[] { 200, 201, 202, 203, 206, 299 }.Select(status => new Fault($"{status} with the secret", Created, 1, Read, Respond(status, Body))),
        .. new[] { 200, 201, 202, 206, 299 }.Select(status => new Fault($"{status}, empty", UnknownAfter(status), 1, Read, Respond(status))),
        new("204", UnknownAfter(204), 1, Read, Send("HTTP/1.1 204 x\r\nConnection: close\r\n\r\n")),
        new("204 with a body", UnknownAfter(204), 1, Read, Respond(204, Body)),
        new("205", UnknownAfter(205), 1, Read, Respond(205)),
        .. new[] { "null", "[]", "\"text\"", "17", "-0.0", "true", "{}", "{", "}", "[[", "'" }
            .Select(json => new Fault($"201: `{json}`", UnknownAfter(201), 1, Read, Respond(201, json))),
        new("200 in HTML", UnknownAfter(200), 1, Read, Respond(200, "<!doctype html><title>Sign in</title>", "Content-Type: text/html\r\n")),
        new("no secret", UnknownWithHash(201), 1, Read, Respond(201, """{"data":{"hash":"h1"}}""")),
        new("null secret", UnknownWithHash(201), 1, Read, Respond(201, """{"data":{"hash":"h1"},"key":null}""")),
        new("blank secret", UnknownWithHash(201), 1, Read, Respond(201, """{"data":{"hash":"h1"},"key":" \t "}""")),
        new("numeric secret", UnknownWithHash(201), 1, Read, Respond(201, """{"data":{"hash":"h1"},"key":17}""")),
        new("secret inside an object", UnknownWithHash(201), 1, Read, Respond(201, $$"""{"data":{"hash":"h1"},"key":{"value":"{{FirstSecret}}"} }""")),
        new("secret inside an array", UnknownWithHash(201), 1, Read, Respond(201, $$"""{"data":{"hash":"h1"},"key":["{{FirstSecret}}"]}""")),
        new("secret in another property", UnknownWithHash(201), 1, Read, Respond(201, $$"""{"data":{"hash":"h1"},"secret":"{{FirstSecret}}"}""")),
        new("secret as the hash", UnknownAfter(201), 1, Read, Respond(201, $$"""{"data":{"hash":"{{FirstSecret}}"} }""")),
        new("secret inside data", Created, 1, Read, Respond(201, $$"""{"data":{"hash":"h1","key":"{{FirstSecret}}"} }""")),
        new("secret with escapes", Created, 1, Read, Respond(201, Body.Replace("sk-or", @"\u0073k\u002dor", StringComparison.Ordinal))),
        new("secret without data", "created, without hash", 1, Read, Respond(201, $$"""{"key":"{{FirstSecret}}"}""")),
        new("secret and data of the wrong type", "created, without hash", 1, Read, Respond(201, $$"""{"data":[1],"key":"{{FirstSecret}}"}""")),
        new("properties of the wrong types", Created, 1, Read, Respond(201, $$"""{"key":"{{FirstSecret}}","data":{"hash":"h1","limit":"x","usage":{},"created_at":7,"disabled":null} }""")),
        new("repeated properties, secret then blank", Created, 1, Read, Respond(201, $$"""{"key":"{{FirstSecret}}","key":"","data":{"hash":"h0"},"data":{"hash":"h1"} }""")),
        new("repeated properties, another secret first", Created, 1, Read, Respond(201, $$"""{"key":"{{LaterSecret}}","key":"{{FirstSecret}}","data":{"hash":"h1"} }""")),
        new("depth 10,000 before the secret", Created, 1, Read, Respond(201, $$"""{"x":{{Deep(10_000)}},"data":{"hash":"h1"},"key":"{{FirstSecret}}"}""")),
        new("depth 500,000, never closed", UnknownAfter(201), 1, Read, Respond(201, new string('[', 500_000))),
        new("20,000 other properties", Created, 1, Read, Respond(201, Body[..^1] + string.Concat(Enumerable.Range(0, 20_000).Select(i => $",\"m{i}\":{i}")) + "}")),
        new("numbers outside the range of decimal", Created, 1, Read, Respond(201, $$"""{"key":"{{FirstSecret}}","data":{"hash":"h1","limit":1e999,"usage":1e-400} }""")),
        new("number of 100,000 digits", Created, 1, Read, Respond(201, $$"""{"x":{{new string('9', 100_000)}},"data":{"hash":"h1"},"key":"{{FirstSecret}}"}""")),
        new("NaN before the secret", Created, 1, Read, Respond(201, $$"""{"data":{"hash":"h1","usage":NaN},"key":"{{FirstSecret}}"}""")),
        new("comment and trailing commas", Created, 1, Read, Respond(201, $$"""{"data":{"hash":"h1",}, /* now */ "key":"{{FirstSecret}}",}""")),
        new("script guard before the JSON", "created, without hash", 1, Read, Respond(201, ")]}',\n" + Body)),
        new("event stream comment before the JSON", "created, without hash", 1, Read, Respond(201, ": OPENROUTER PROCESSING\n\n" + Body)),
        new("white space before the JSON", Created, 1, Read, Respond(201, "\n\n   \r\n" + Body)),
        new("HTML after the JSON", Created, 1, Read, Respond(201, Body + "<script>")),
        new("two responses in one body", Created, 1, Read, Respond(201, Body + Body)),
        new("lone surrogate", Created, 1, Read, Respond(201, $$"""{"data":{"hash":"h1","name":"\ud800"},"key":"{{FirstSecret}}"}""")),
        new("invalid UTF-8", Created, 1, Read, Respond(201, [.. "{\"x\":\""u8, 0xFF, 0xC3, 0x28, .. "\","u8, .. Bytes[1..]])),
        new("NULs after the JSON", Created, 1, Read, Respond(201, Body + new string('\0', 100))),
        new("HTML content type", Created, 1, Read, Respond(201, Body, "Content-Type: text/html; charset=klingon\r\n")),
        new("invalid content type", Created, 1, Read, Respond(201, Body, "Content-Type: ;;;\r\n")),
        new("byte order mark", Created, 1, Read, Respond(201, [0xEF, 0xBB, 0xBF, .. Bytes])),
        new("UTF-16, little-endian", Created, 1, Read, Respond(201, [0xFF, 0xFE, .. Encoding.Unicode.GetBytes(Body)])),
        new("UTF-16, big-endian", Created, 1, Read, Respond(201, [0xFE, 0xFF, .. Encoding.BigEndianUnicode.GetBytes(Body)])),
        new("UTF-16 without byte order mark", Created, 1, Read, Respond(201, Encoding.Unicode.GetBytes(Body))),
        new("UTF-16, truncated after the secret", Created, 1, Read, Send(Head(201, 1000)), Send(Encoding.Unicode.GetBytes(Body))),
        new("UTF-16, truncated inside the secret", UnknownWithHash(201), 1, Read, Send(Head(201, 1000)), Send(Encoding.Unicode.GetBytes(Body[..^10])[..^1])),
    ];

    private static string Deep(int depth) => new string('[', depth) + new string(']', depth);
}
