using System.Text;

namespace OpenRouterKeys.Fluent.Fuzz;

/// <summary>The start of mutation: real responses of the API, and words that are inserted.</summary>
internal static class Seeds
{
    public static readonly IReadOnlyList<byte[]> Responses =
        [.. typeof(Seeds).Assembly.GetManifestResourceNames().Order(StringComparer.Ordinal).Select(ReadResource)];

    private static readonly string[] Json =
    [
        "{", "}", "[", "]", "[]", "{}", ",", ":", "\"", "\"\"", "\" \"", "'", "//", "/*", "*/", "\n", "\t", " ", "null", "true", "false", "NaN",
        "\\", "\\u00", "\\ud800", "\\udc00", "\\n", "0", "-", ".", "e", "0.1", "-0", "1e400", "1e-400", "1E+28",
        "922337203685", "9223372036854775808", "79228162514264337593543950335",
    ];

    private static readonly string[] Properties =
    [
        "\"key\":", "\"key\":\"\",", "\"data\":", "\"hash\":", "\"name\":", "\"label\":", "\"usage\":", "\"error\":", "\"message\":", "\"new\":",
        "\"limit\":", "\"limit_remaining\":", "\"limit_reset\":", "\"created_at\":", "\"expires_at\":", "\"creator_user_id\":", "\"workspace_id\":",
        "\"include_byok_in_limit\":", "\"external\":{", "\"user\":", "\"api_key\":", "{\"key\":", "\"daily\"", "2027-12-31T23:59:59Z", "+00:00", "0df9e665-d932-5740-b2c7-b52af166bc11",
        "\"external_user\":", "\"last_used_at\":",
    ];

    private static readonly string[] Others =
    [
        "Wed, 01 Jan 2031 00:00:00 GMT", " GMT", ";", "=", "<html>", "é", "😀", "\u2028", "sk-or-", "sk-or-v1-", "sk-", "v1-", "0123456789abcdef",
        Canary.ApiKey, $"\"{Canary.ApiKey}\"", Canary.ManagementKey, "CANARY-management-key-4711",
    ];

    public static readonly IReadOnlyList<byte[]> Words =
        [.. Encode([.. Json, .. Properties, .. Others]), [0], [0xFF], [0xFF, 0xFE], [0xFE, 0xFF], [0xEF, 0xBB, 0xBF], [0xC3], [0xED, 0xA0, 0x80]];

    public static IEnumerable<byte[]> Encode(params IEnumerable<string> texts) => texts.Select(Encoding.UTF8.GetBytes);

    private static byte[] ReadResource(string name)
    {
        using var resource = typeof(Seeds).Assembly.GetManifestResourceStream(name)!;
        using var bytes = new MemoryStream();
        resource.CopyTo(bytes);
        return bytes.ToArray();
    }
}
