namespace OpenRouterKeys.Fluent.Provisioning;

/// <summary>Determines which keys an attempt of unknown outcome may have created.</summary>
internal static class PossibleOrphans
{
    /// <summary>How far the clocks of the caller and of the API may differ.</summary>
    private static readonly TimeSpan ClockSkew = TimeSpan.FromMinutes(5);

    private static readonly TimeSpan ExpirationTolerance = TimeSpan.FromSeconds(1);

    public static bool Contains(KeyInfo key, KeyOutcomeUnknownException unknown, KeyRequest request) =>
        unknown.Hash is { } hash ? key.Hash == hash
        : key.Usage == default && key.ByokUsage == default && key.LastUsedAt is null
            && !(key.CreatedAt < unknown.AttemptedAt - ClockSkew)
            && HasRequestedSettings(key, request);

    // A property that the response lacks does not exclude a key.
    private static bool HasRequestedSettings(KeyInfo key, KeyRequest request) =>
        key.Name == request.Name
        && (double?)key.LimitUsd == (double?)request.LimitUsd // the API stores a double
        && key.LimitReset == request.LimitReset
        && (request.IncludeByokInLimit ?? key.IncludeByokInLimit) == key.IncludeByokInLimit
        && (key.ExpiresAt is null || (request.Expiration is { } expiration && (key.ExpiresAt.Value - expiration).Duration() < ExpirationTolerance))
        && (key.CreatorUserId ?? request.CreatorUserId) == (request.CreatorUserId ?? key.CreatorUserId);
}
