using System.Text.Json;
using OpenRouterKeys.Fluent.Rules;

namespace OpenRouterKeys.Fluent.Json;

/// <summary>Removes a new key's secret, the management keys and the request's external API key from a <see cref="KeyInfo"/>. Anything that
/// looks like a whole key is removed from the hash and the additional properties, even if none is given.</summary>
internal readonly struct SecretGuard(string? secret, params Secret[] credentials)
{
    // A shorter credential may be part of other text by chance.
    private const int MinLengthInsideText = 8;

    /// <summary>Returns the hash, or an empty string if it contains a secret.</summary>
    public string HashOrEmpty(string? hash) => hash is null || ContainsSecret(hash) ? "" : hash;

    /// <summary>Replaces the credentials with a mask.</summary>
    public string? Scrub(string? text)
    {
        if (text is null || !ContainsCredential(text))
        {
            return text;
        }

        foreach (var credential in credentials.Select(other => other.Reveal()).Append(secret ?? "").OrderByDescending(other => other.Length)) // one may contain another one
        {
            text = IsIn(credential, text) ? text.Replace(credential, Secret.Mask(credential), StringComparison.Ordinal) : text;
        }

        return text;
    }

    /// <summary>Removes the properties whose names or values contain a secret.</summary>
    /// <returns>The same dictionary.</returns>
    public Dictionary<string, JsonElement> RemoveSecrets(Dictionary<string, JsonElement> properties)
    {
        foreach (var (name, value) in properties)
        {
            if (ContainsSecret(name) || ContainsSecret(value))
            {
                properties.Remove(name);
            }
        }

        return properties;
    }

    private bool ContainsSecret(JsonElement value)
    {
        var guard = this; // a lambda in a struct cannot use its fields
        try
        {
            return value.ValueKind switch
            {
                JsonValueKind.Object => value.EnumerateObject().Any(property => guard.ContainsSecret(property.Name) || guard.ContainsSecret(property.Value)),
                JsonValueKind.Array => value.EnumerateArray().Any(item => guard.ContainsSecret(item)),
                JsonValueKind.String => ContainsSecret(value.GetString()!),
                _ => false,
            };
        }
        catch (InvalidOperationException)
        {
            return true; // text with a lone surrogate cannot be checked
        }
    }

    private bool ContainsSecret(string text) => ContainsCredential(text) || KeyShape.IsIn(text);

    private bool ContainsCredential(string text)
    {
        foreach (var credential in credentials) // without LINQ, which would allocate memory for each text of a list
        {
            if (IsIn(credential.Reveal(), text))
            {
                return true;
            }
        }

        return IsIn(secret, text);
    }

    private static bool IsIn(string? credential, string text) =>
        !string.IsNullOrEmpty(credential)
        && text.Length >= credential.Length
        && (text == credential || (credential.Length >= MinLengthInsideText && text.Contains(credential, StringComparison.Ordinal)));
}
