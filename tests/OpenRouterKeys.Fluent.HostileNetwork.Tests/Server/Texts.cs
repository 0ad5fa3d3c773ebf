using OpenRouterKeys.Fluent.Tests.Http;

namespace OpenRouterKeys.Fluent.HostileNetwork.Tests.Server;

/// <summary>What servers say.</summary>
internal static class Texts
{
    public const string FirstSecret = RawServer.Secret;
    public const string LaterSecret = "sk-or-v1-ffffffffffffffff0123456789abcdef0123456789abcdef0123456789abcdef";
    public const string WithSecret = RawServer.Created;
    public const string WithLaterSecret = $$"""{"data":{"hash":"h2","name":"ci-bot"},"key":"{{LaterSecret}}"}""";

    /// <summary>The beginning of an answer that never held the secret.</summary>
    public const string Beginning = """{"data":{"hash":"h1","name":"ci-b""";

    /// <summary>The head of an answer whose body is this long.</summary>
    public static string Head(int status, long length, string headers = "") =>
        $"HTTP/1.1 {status} x\r\nConnection: close\r\nContent-Length: {length}\r\n{headers}{Type(headers)}\r\n";

    public static string Chunked(int status, string headers = "") =>
        $"HTTP/1.1 {status} x\r\nConnection: close\r\nTransfer-Encoding: chunked\r\n{headers}\r\n";

    private static string Type(string headers) =>
        headers.Contains("Content-Type", StringComparison.Ordinal) ? "" : "Content-Type: application/json\r\n";

    public static string Chunk(string text) => $"{text.Length:x}\r\n{text}\r\n";

    public static string Blanks(int kibibytes) => new(' ', kibibytes * 1024);
}
