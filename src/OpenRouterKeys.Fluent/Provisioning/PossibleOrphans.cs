namespace OpenRouterKeys.Fluent.Provisioning;

/// <summary>Which keys an attempt may have made whose outcome is unknown.</summary>
internal static class PossibleOrphans
{
    /// <summary>How far the clocks of the caller and of the API may differ.</summary>
    private static readonly TimeSpan ClockSkew = TimeSpan.FromMinutes(5);

    private static readonly TimeSpan InstantPrecision = TimeSpan.FromSeconds(1);

    public static bool MayBe(KeyInfo key, KeyOutcomeUnknownException lost, KeyRequest request) =>
        lost.Hash is { } hash ? key.Hash == hash
        : key.Usage == default && key.ByokUsage == default
            && !(key.CreatedAt < lost.AttemptedAt - ClockSkew)
            && IsAsRequested(key, request);

    // What a key does not tell does not speak against it.
    private static bool IsAsRequested(KeyInfo key, KeyRequest request) =>
        key.Name == request.Name
        && (double?)key.LimitUsd == (double?)request.LimitUsd // the API keeps a double
        && key.LimitReset == request.LimitReset
        && (request.IncludeByokInLimit ?? key.IncludeByokInLimit) == key.IncludeByokInLimit
        && (key.ExpiresAt is null || (request.Expiration is { } expiry && (key.ExpiresAt.Value - expiry).Duration() < InstantPrecision))
        && (key.CreatorUserId ?? request.CreatorUserId) == (request.CreatorUserId ?? key.CreatorUserId);
}
