using OpenRouterKeys.Fluent;
using OpenRouterKeys.Fluent.Rules;

namespace OpenRouterKeys.Cli.Apply;

/// <summary>What makes a key that exists one as a row describes it.</summary>
internal static class Difference
{
    /// <summary>Names nothing where the key is so already. What a row does not say is left as it is: no
    /// file takes a limit off by saying nothing.</summary>
    public static KeyChange Of(KeyRequest request, KeyInfo key)
    {
        var change = KeyChange.Nothing;
        if (request.LimitUsd is { } usd && (usd != key.LimitUsd || key.Extra.ContainsKey(MemberNames.Limit)))
        {
            change = change.Limit(usd);
        }

        change = request.LimitReset != LimitReset.Never && request.LimitReset != key.LimitReset ? change.Resets(request.LimitReset) : change;
        return request.ByokInLimit is { } included && (included != key.ByokInLimit || key.Extra.ContainsKey(MemberNames.ByokInLimit))
            ? change.CountsByok(included)
            : change;
    }

    /// <summary>What the API lets nobody change; null: nothing differs. Fractions of a second are the API's to keep or to drop.</summary>
    public static string? Unchangeable(KeyRequest request, KeyInfo key) =>
        request.Expiry?.ToUnixTimeSeconds() != key.Expiry?.ToUnixTimeSeconds() ? MemberNames.Expiry
        : request.CreatorUserId is { } creator && key.CreatorUserId is { } other && creator != other ? MemberNames.Creator
        : null;
}
