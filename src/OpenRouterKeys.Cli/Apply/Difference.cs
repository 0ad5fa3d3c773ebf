using OpenRouterKeys.Fluent;
using OpenRouterKeys.Fluent.Rules;

namespace OpenRouterKeys.Cli.Apply;

/// <summary>What makes a key that exists one as a row describes it.</summary>
internal static class Difference
{
    /// <summary>Names nothing where the key is so already. What a row does not say is left as it is: no
    /// file takes a limit off by saying nothing.</summary>
    public static KeyUpdate Of(KeyRequest request, KeyInfo key)
    {
        var change = KeyUpdate.Empty;
        if (request.LimitUsd is { } usd && (usd != key.LimitUsd || key.AdditionalProperties.ContainsKey(PropertyNames.Limit)))
        {
            change = change.Limit(usd);
        }

        change = request.LimitReset != LimitReset.Never && request.LimitReset != key.LimitReset ? change.Resets(request.LimitReset) : change;
        return request.IncludeByokInLimit is { } included && (included != key.IncludeByokInLimit || key.AdditionalProperties.ContainsKey(PropertyNames.IncludeByokInLimit))
            ? change.IncludesByok(included)
            : change;
    }

    /// <summary>What the API lets nobody change; null: nothing differs. Fractions of a second are the API's to keep or to drop.</summary>
    public static string? Unchangeable(KeyRequest request, KeyInfo key) =>
        request.Expiration?.ToUnixTimeSeconds() != key.ExpiresAt?.ToUnixTimeSeconds() ? PropertyNames.ExpiresAt
        : request.CreatorUserId is { } creator && key.CreatorUserId is { } other && creator != other ? PropertyNames.CreatorUserId
        : null;
}
