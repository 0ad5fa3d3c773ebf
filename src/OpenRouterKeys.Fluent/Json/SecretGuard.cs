using System.Text.Json;
using OpenRouterKeys.Fluent.Rules;

namespace OpenRouterKeys.Fluent.Json;

/// <summary>Keeps a secret out of the facts told beside it. Without one it still keeps whatever looks like a whole key out of the hash and Extra.</summary>
internal readonly struct SecretGuard(string? secret, Secret? managementKey = null)
{
    // Shorter text may stand inside other text by chance.
    private const int ShortestInsideText = 8;

    /// <summary>A hash that is the secret, or any whole key, is none.</summary>
    public string HashOrEmpty(string? hash) => hash is null || Holds(hash) ? "" : hash;

    public string? Scrub(string? text) => Without(managementKey?.Reveal(), Without(secret, text));

    public Dictionary<string, JsonElement> WithoutSecrets(Dictionary<string, JsonElement> extra)
    {
        foreach (var (name, value) in extra)
        {
            if (Holds(name) || Holds(value))
            {
                extra.Remove(name);
            }
        }

        return extra;
    }

    private bool Holds(JsonElement value)
    {
        try
        {
            return value.ValueKind switch
            {
                JsonValueKind.Object => HoldsInMembers(value),
                JsonValueKind.Array => HoldsInItems(value),
                JsonValueKind.String => Holds(value.GetString()!),
                _ => false,
            };
        }
        catch (InvalidOperationException)
        {
            return true; // half of a surrogate pair: text that cannot be looked at is not kept
        }
    }

    private bool HoldsInMembers(JsonElement value)
    {
        foreach (var member in value.EnumerateObject())
        {
            if (Holds(member.Name) || Holds(member.Value))
            {
                return true;
            }
        }

        return false;
    }

    private bool HoldsInItems(JsonElement value)
    {
        foreach (var item in value.EnumerateArray())
        {
            if (Holds(item))
            {
                return true;
            }
        }

        return false;
    }

    private bool Holds(string text) => IsIn(secret, text) || IsIn(managementKey?.Reveal(), text) || KeyShape.IsIn(text);

    private static bool IsIn(string? credential, string text) =>
        credential is not null
        && text.Length >= credential.Length
        && (text == credential || (credential.Length >= ShortestInsideText && text.Contains(credential, StringComparison.Ordinal)));

    private static string? Without(string? credential, string? text) =>
        text is not null && IsIn(credential, text) ? text.Replace(credential!, Secret.Mask(credential!), StringComparison.Ordinal) : text;
}
