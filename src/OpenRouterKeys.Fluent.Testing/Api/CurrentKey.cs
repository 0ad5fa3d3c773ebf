using System.Text.Json;

namespace OpenRouterKeys.Fluent.Testing.Api;

/// <summary>The response of <c>GET /key</c>. It lacks the hash, the name and other properties of <c>GET /keys</c>, and has properties of the
/// account.</summary>
internal static class CurrentKey
{
    private static readonly string[] OmittedProperties =
        ["hash", "name", "disabled", "created_at", "updated_at", "external_user", "last_used_at"];

    public static ApiResponse Respond(KeyInfo key, bool isManagementKey) => ApiResponse.Json(200, json =>
    {
        json.WriteStartObject("data");
        var properties = JsonElement.Parse(ApiResponse.Json(200, data => WriteKey(data, key)).Body.Span).GetProperty("key");
        foreach (var property in properties.EnumerateObject().Where(property => !OmittedProperties.Contains(property.Name)))
        {
            property.WriteTo(json);
        }

        json.WriteBoolean("is_free_tier", false);
        json.WriteBoolean("is_management_key", isManagementKey);
        json.WriteBoolean("is_provisioning_key", isManagementKey);
        json.WriteStartArray("allowed_data_regions");
        Array.ForEach(["global", "europe", "us"], json.WriteStringValue);
        json.WriteEndArray();
        json.WriteStartObject("free_model_daily_requests");
        json.WriteNumber("limit", 1000);
        json.WriteNumber("remaining", 1000);
        json.WriteNumber("used", 0);
        json.WriteEndObject();
        json.WriteNull("organization_id");
        json.WriteStartObject("rate_limit");
        json.WriteNumber("requests", -1);
        json.WriteString("interval", "10s");
        json.WriteString("note", "deprecated");
        json.WriteEndObject();
        json.WriteEndObject();
    });

    private static void WriteKey(Utf8JsonWriter json, KeyInfo key)
    {
        json.WritePropertyName("key");
        KeyJson.Write(key, json);
    }
}
