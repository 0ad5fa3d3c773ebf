using System.Text.Json;
using OpenRouterKeys.Fluent.Rules;

namespace OpenRouterKeys.Fluent.Wire;

/// <summary>Keeps a secret out of the facts told beside it. Without one it still keeps out whatever looks like a whole key.</summary>
internal readonly struct SecretGuard(string? secret)
{
    // Shorter text may stand inside other text by chance.
    private const int ShortestInsideText = 8;

    /// <summary>A hash that is the secret, or any whole key, is none.</summary>
    public string HashOrEmpty(string? hash) => hash is null || Holds(hash) ? "" : hash;

    public string? Scrub(string? text) =>
        text is null || secret is null || !HoldsSecret(text) ? text
        : text == secret ? SecretMask.Of(secret)
        : text.Replace(secret, SecretMask.Of(secret), StringComparison.Ordinal);

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

    private bool Holds(string text) => HoldsSecret(text) || KeyShape.IsIn(text);

    private bool HoldsSecret(string text) =>
        secret is not null && (text == secret || (secret.Length >= ShortestInsideText && text.Contains(secret, StringComparison.Ordinal)));
}
