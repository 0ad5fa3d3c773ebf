using System.Text.Json;

namespace OpenRouterKeys.Fluent.Testing.Api;

/// <summary>What <c>GET /key</c> tells of the management key, which is not among the keys that it manages.</summary>
internal static class ManagementKeyFacts
{
    public static KeyInfo Of(string secret) => new()
    {
        Hash = NewSecret.HashOf(secret),
        Name = "Management key",
        Label = NewSecret.LabelOf(secret),
        AdditionalProperties = new Dictionary<string, JsonElement> { ["is_management_key"] = JsonElement.Parse("true") },
    };
}
