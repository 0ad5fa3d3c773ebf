using System.Buffers;
using System.Text.Json;
using OpenRouterKeys.Fluent.Rules;

namespace OpenRouterKeys.Fluent.Testing.Api;

/// <summary>An answer that is not on the wire yet.</summary>
internal sealed record Reply(int Status, ReadOnlyMemory<byte> Body, TimeSpan? RetryAfter = null, string? Allow = null)
{
    public static bool CanHaveBody(int status) => status is not (204 or 205 or 304);

    public static Reply Json(int status, Action<Utf8JsonWriter> writeMembers)
    {
        var utf8 = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(utf8))
        {
            json.WriteStartObject();
            writeMembers(json);
            json.WriteEndObject();
        }

        return new(status, utf8.WrittenMemory);
    }

    public static Reply Invalid(string message) => Error(400, message);

    public static Reply Unauthorized() => Error(401, "Missing or invalid authentication");

    public static Reply NotFound(string message) => Error(404, message);

    public static Reply MethodNotAllowed(string allowed) => Error(405, "Method not allowed") with { Allow = allowed };

    private static Reply Error(int status, string message) => Json(status, json =>
    {
        json.WriteStartObject(PropertyNames.Error);
        json.WriteNumber(PropertyNames.Code, status);
        json.WriteString(PropertyNames.Message, message);
        json.WriteEndObject();
    });
}
