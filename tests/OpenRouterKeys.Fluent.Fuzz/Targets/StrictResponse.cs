using System.Text.Json;
using System.Text.Unicode;

namespace OpenRouterKeys.Fluent.Fuzz;

/// <summary>Reads the secret from a response in strict JSON with System.Text.Json.</summary>
internal static class StrictResponse
{
    private static readonly JsonDocumentOptions AnyDepth = new() { MaxDepth = int.MaxValue };

    /// <returns>False if the bytes are not a JSON object in valid UTF-8, so that any result is correct.</returns>
    public static bool TryReadSecret(byte[] utf8, out string? secret)
    {
        secret = null;
        try
        {
            using var document = JsonDocument.Parse(Utf8.IsValid(utf8) ? utf8 : [], AnyDepth);
            if (document.RootElement.ValueKind != JsonValueKind.Object)
            {
                return false;
            }

            var properties = document.RootElement.EnumerateObject();
            var data = properties.Where(property => property.NameEquals("data") && property.Value.ValueKind == JsonValueKind.Object);
            secret = LastText(properties) ?? LastText(data.SelectMany(property => property.Value.EnumerateObject()));
            return true;
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException) // InvalidOperationException: a lone surrogate
        {
            return false;
        }
    }

    private static string? LastText(IEnumerable<JsonProperty> properties) => properties
        .Where(property => property.NameEquals("key") && property.Value.ValueKind == JsonValueKind.String)
        .Select(property => property.Value.GetString())
        .LastOrDefault(text => !string.IsNullOrWhiteSpace(text));
}
