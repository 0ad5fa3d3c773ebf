using System.Text.Json;
using OpenRouterKeys.Fluent.Rules;

namespace OpenRouterKeys.Fluent.Json;

/// <summary>The API's own words in an error's body, in every shape that was seen.</summary>
internal static class ErrorBody
{
    private const int LongestMessage = 200;
    private const int DeepestError = 1000; // Find goes from error to error
    private static readonly JsonDocumentOptions AnyDepth = new() { MaxDepth = DeepestError };

    /// <summary>The words on one line, scrubbed and cut; null where there are none, or where HTML or other JSON stands instead.</summary>
    public static string? ReadMessage(ReadOnlyMemory<byte> body, Secret managementKey)
    {
        var utf8 = LenientUtf8.Read(body);
        string? message;
        try
        {
            using var document = JsonDocument.Parse(utf8, AnyDepth);
            message = Find(document.RootElement);
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            message = System.Text.Encoding.UTF8.GetString(utf8.Span);
            message = message.TrimStart() is ['<' or '{' or '[', ..] ? null : message;
        }

        return string.IsNullOrWhiteSpace(message) ? null : LogText.Truncate(SecretScrubber.Scrub(OneLine(message), managementKey), LongestMessage);
    }

    // {"error":{"message":…}}, {"error":"…"}, {"message":…}, "…"
    private static string? Find(JsonElement body) => body.ValueKind switch
    {
        JsonValueKind.String => body.GetString(),
        JsonValueKind.Object => (body.TryGetProperty(PropertyNames.Error, out var error) ? Find(error) : null)
            ?? (body.TryGetProperty(PropertyNames.Message, out var message) && message.ValueKind == JsonValueKind.String ? message.GetString() : null),
        _ => null,
    };

    private static string OneLine(string text) => LogText.Escape(string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)));
}
