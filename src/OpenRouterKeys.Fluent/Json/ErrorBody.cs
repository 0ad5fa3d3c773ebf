using System.Text;
using System.Text.Json;
using OpenRouterKeys.Fluent.Rules;

namespace OpenRouterKeys.Fluent.Json;

/// <summary>Reads the API's message from the body of an error response. The API uses several formats.</summary>
internal static class ErrorBody
{
    private const int MaxMessageLength = 200;

    // Limits the recursion of FindMessage.
    private static readonly JsonDocumentOptions Options = new() { MaxDepth = 1000 };

    /// <summary>Returns the message on one line, truncated and without credentials; null if there is none, or if the body is HTML or JSON of
    /// another format.</summary>
    public static string? ReadMessage(ReadOnlyMemory<byte> body, params ReadOnlySpan<Secret> secrets)
    {
        var utf8 = ResponseReader.ConvertToUtf8(body);
        string? message;
        try
        {
            using var document = JsonDocument.Parse(utf8, Options);
            message = FindMessage(document.RootElement);
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException) // the latter for a lone surrogate
        {
            message = Encoding.UTF8.GetString(utf8.Span);
            message = message.TrimStart() is ['<' or '{' or '[', ..] ? null : message;
        }

        // Scrubbed before OneLine changes white space, which a secret of the caller's own may contain.
        return string.IsNullOrWhiteSpace(message) ? null : LogText.Truncate(OneLine(SecretScrubber.Scrub(message, secrets)), MaxMessageLength);
    }

    // {"error":{"message":…}}, {"error":"…"}, {"message":…}, "…"
    private static string? FindMessage(JsonElement body) => body.ValueKind switch
    {
        JsonValueKind.String => body.GetString(),
        JsonValueKind.Object => (body.TryGetProperty(ApiNames.Error, out var error) ? FindMessage(error) : null)
            ?? (body.TryGetProperty(ApiNames.Message, out var message) && message.ValueKind == JsonValueKind.String ? message.GetString() : null),
        _ => null,
    };

    private static string OneLine(string text) => LogText.Escape(string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)));
}
