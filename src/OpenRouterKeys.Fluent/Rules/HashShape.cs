namespace OpenRouterKeys.Fluent.Rules;

/// <summary>Checks whether a text can be a key's hash. It is in this folder because the command compiles it too.</summary>
internal static class HashShape
{
    /// <summary>Returns why the text cannot be a hash, as the end of a sentence; null if it can.</summary>
    public static string? FindHashProblem(string? hash, string? managementKey) =>
        string.IsNullOrWhiteSpace(hash) ? "is blank. Use the Hash of a KeyInfo."
        : hash is "." or ".." ? "would change the address. Use the Hash of a KeyInfo."
        : TextShape.HasLoneSurrogate(hash!) ? "contains a lone surrogate, which an address cannot contain. Use the Hash of a KeyInfo."
        : KeyShape.IsIn(hash) || (managementKey is not null && hash!.IndexOf(managementKey, StringComparison.Ordinal) >= 0)
            ? "contains a key, which must not be part of an address. Use the Hash of a KeyInfo."
        : null;
}
