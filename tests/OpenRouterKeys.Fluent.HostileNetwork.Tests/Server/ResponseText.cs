using OpenRouterKeys.Fluent.Tests.Http;

namespace OpenRouterKeys.Fluent.HostileNetwork.Tests.Server;

/// <summary>Responses as text.</summary>
internal static class ResponseText
{
    public const string FirstSecret = RawServer.Secret;
    public const string LaterSecret = "sk-or-v1-ffffffffffffffff0123456789abcdef0123456789abcdef0123456789abcdef";
    public const string Key = RawServer.Created;
    public const string LaterKey = $$"""{"data":{"hash":"h2","name":"ci-bot"},"key":"{{LaterSecret}}"}""";

    /// <summary>The start of a response, truncated before the secret.</summary>
    public const string TruncatedKey = """{"data":{"hash":"h1","name":"ci-b""";

    /// <summary>The status line and headers of a response with a body of this length.</summary>
    public static string Head(int status, long length, string headers = "") =>
        $"HTTP/1.1 {status} x\r\nConnection: close\r\nContent-Length: {length}\r\n{headers}{ContentType(headers)}\r\n";

    public static string Chunked(int status, string headers = "") =>
        $"HTTP/1.1 {status} x\r\nConnection: close\r\nTransfer-Encoding: chunked\r\n{headers}\r\n";

    private static string ContentType(string headers) =>
        headers.Contains("Content-Type", StringComparison.Ordinal) ? "" : "Content-Type: application/json\r\n";

    public static string Chunk(string text) => $"{text.Length:x}\r\n{text}\r\n";

    public static string Spaces(int kibibytes) => new(' ', kibibytes * 1024);
}
