using System.Globalization;
using OpenRouterKeys.Fluent.Rules;

namespace OpenRouterKeys.Fluent.Http;

/// <summary>Where each call goes.</summary>
internal static class KeyAddress
{
    /// <exception cref="ArgumentException">The hash is none. The message does not echo it: it may be a pasted key.</exception>
    public static Uri OfKey(Uri keys, string hash, Secret managementKey) =>
        Problem(hash, managementKey.Reveal()) is { } problem ? throw new ArgumentException($"The hash {problem}.", nameof(hash))
        : new($"{keys.AbsoluteUri}/{Uri.EscapeDataString(hash)}");

    public static Uri OfPage(Uri keys, KeyFilter? filter, int offset)
    {
        var disabled = filter is { IncludeDisabled: true } ? $"&{PropertyNames.IncludeDisabled}=true" : "";
        var workspace = filter?.WorkspaceId is { } id ? $"&{PropertyNames.WorkspaceId}={id:D}" : "";
        return new(string.Create(CultureInfo.InvariantCulture, $"{keys.AbsoluteUri}?{PropertyNames.Offset}={offset}{disabled}{workspace}"));
    }

    /// <summary>Why the text is no hash; null: it may be one.</summary>
    public static string? Problem(string? hash, string? managementKey) =>
        string.IsNullOrWhiteSpace(hash) ? "is blank: give the Hash of a KeyInfo"
        : hash is "." or ".." ? "is a step in a path: give the Hash of a KeyInfo"
        : KeyShape.IsIn(hash) || (managementKey is not null && hash.Contains(managementKey, StringComparison.Ordinal)) ? "is or holds a key, which belongs in no address: give the Hash of a KeyInfo"
        : null;
}
