using System.Text.Json;

namespace OpenRouterKeys.Fluent.Json;

/// <summary>Writes a key's facts as the API's <c>data</c>, such that reading them again gives the same <see cref="KeyInfo"/>.</summary>
internal static class KeyInfoWriter
{
    public static void Write(KeyInfo key, Utf8JsonWriter json)
    {
        json.WriteStartObject();
        var known = JsonSerializer.SerializeToElement(new KeyInfoJson(key), KeyJsonContext.Default.KeyInfoJson);

        // What stands in Extra under a known name is the fact that the property could not hold.
        foreach (var member in known.EnumerateObject().Where(member => !key.AdditionalProperties.ContainsKey(member.Name)))
        {
            member.WriteTo(json);
        }

        foreach (var (name, value) in key.AdditionalProperties)
        {
            json.WritePropertyName(name);
            value.WriteTo(json);
        }

        json.WriteEndObject();
    }
}
