using System.Text.Json;
using System.Text.Unicode;

namespace OpenRouterKeys.Fluent.Fuzz;

/// <summary>The secret as anyone would read it with System.Text.Json, where the answer is strict JSON.</summary>
internal static class StrictAnswer
{
    private static readonly JsonDocumentOptions AnyDepth = new() { MaxDepth = int.MaxValue };

    /// <returns>False where the bytes are not a JSON object of whole text, so that nothing can be expected.</returns>
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

            var members = document.RootElement.EnumerateObject();
            var data = members.Where(member => member.NameEquals("data") && member.Value.ValueKind == JsonValueKind.Object);
            secret = LastText(members) ?? LastText(data.SelectMany(member => member.Value.EnumerateObject()));
            return true;
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException) // half of a surrogate pair
        {
            return false;
        }
    }

    private static string? LastText(IEnumerable<JsonProperty> members) => members
        .Where(member => member.NameEquals("key") && member.Value.ValueKind == JsonValueKind.String)
        .Select(member => member.Value.GetString())
        .LastOrDefault(text => !string.IsNullOrWhiteSpace(text));
}
