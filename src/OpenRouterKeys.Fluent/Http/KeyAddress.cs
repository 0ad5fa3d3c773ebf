using System.Globalization;
using OpenRouterKeys.Fluent.Rules;

namespace OpenRouterKeys.Fluent.Http;

/// <summary>Builds the addresses of calls.</summary>
internal static class KeyAddress
{
    /// <exception cref="ArgumentException">The hash is not valid. The message does not contain it, because it may be a pasted key.</exception>
    public static Uri ForKey(Uri keys, string hash, ManagementKeySource managementKey)
    {
        EnsureValid(hash, managementKey.KnownKeys);
        return new($"{keys.AbsoluteUri}/{Uri.EscapeDataString(hash)}");
    }

    /// <exception cref="ArgumentException">The hash is not valid. The message does not contain it, because it may be a pasted key.</exception>
    public static void EnsureValid(string hash, params ReadOnlySpan<Secret> managementKeys)
    {
        var problem = FindHashProblem(hash, managementKey: null);
        foreach (var key in managementKeys)
        {
            problem ??= FindHashProblem(hash, key.Reveal());
        }

        if (problem is not null)
        {
            throw new ArgumentException($"The hash {problem}", nameof(hash));
        }
    }

    public static Uri ForPage(Uri keys, KeyFilter? filter, int offset)
    {
        var disabled = filter is { IncludeDisabled: true } ? $"&{ApiNames.IncludeDisabled}=true" : "";
        var expired = filter is { IncludeExpired: true } ? $"&{ApiNames.IncludeExpired}=true" : "";
        var workspace = filter?.WorkspaceId is { } id ? $"&{ApiNames.WorkspaceId}={id:D}" : "";
        return new(string.Create(CultureInfo.InvariantCulture, $"{keys.AbsoluteUri}?{ApiNames.Offset}={offset}{disabled}{expired}{workspace}"));
    }

    /// <summary>Returns why the text cannot be a hash, as the end of a sentence; null if it can.</summary>
    public static string? FindHashProblem(string? hash, string? managementKey) =>
        string.IsNullOrWhiteSpace(hash) ? "is blank. Use the Hash of a KeyInfo."
        : hash is "." or ".." ? "would change the address. Use the Hash of a KeyInfo."
        : TextShape.HasLoneSurrogate(hash) ? "contains a lone surrogate, which an address cannot contain. Use the Hash of a KeyInfo."
        : KeyShape.IsIn(hash) || (managementKey is not null && hash.Contains(managementKey, StringComparison.Ordinal)) ? "contains a key, which must not be part of an address. Use the Hash of a KeyInfo."
        : null;
}
