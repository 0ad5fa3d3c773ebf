using System.Globalization;
using OpenRouterKeys.Fluent.Rules;
using static OpenRouterKeys.Fluent.Rules.HashShape;

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
}
