using OpenRouterKeys.Fluent.Json;
using OpenRouterKeys.Fluent.Rules;

namespace OpenRouterKeys.Fluent.Provisioning;

/// <summary>Determines which keys an attempt of unknown outcome may have created.</summary>
/// <param name="request">The request of the attempt, or one that was built again.</param>
/// <param name="since">When the attempt began, or any earlier time.</param>
/// <param name="requestAge">How much earlier the request of the attempt may have been built. Its expiration may be as much earlier.</param>
internal sealed class PossibleOrphans(KeyRequest request, DateTimeOffset since, TimeSpan requestAge)
{
    /// <summary>How far the clocks of the caller and of the API may differ.</summary>
    private static readonly TimeSpan ClockSkew = TimeSpan.FromMinutes(5);

    private static readonly TimeSpan ExpirationTolerance = TimeSpan.FromSeconds(1);

    /// <summary>Returns whether the attempt may have created the key. A property that the response lacks does not exclude a key.</summary>
    public bool Contains(KeyInfo key) =>
        key.Usage == default && key.ByokUsage == default && key.LastUsedAt is null
        && !(since - key.CreatedAt > ClockSkew)
        && (key.Name == request.Name || NameMark.IsAddedTo(request.Name, key.Name))
        && (UnknownSettings.Contains(key, KeySettings.Limit) || (double?)key.LimitUsd == (double?)request.LimitUsd) // the API stores a double
        && (UnknownSettings.Contains(key, KeySettings.LimitReset) || key.LimitReset == request.LimitReset)
        && (UnknownSettings.Contains(key, KeySettings.IncludeByokInLimit) || (request.IncludeByokInLimit ?? key.IncludeByokInLimit) == key.IncludeByokInLimit)
        && (key.ExpiresAt is null || IsRequestedExpiration(key.ExpiresAt.Value))
        && (key.CreatorUserId ?? request.CreatorUserId) == (request.CreatorUserId ?? key.CreatorUserId)
        && (key.WorkspaceId ?? request.WorkspaceId) == (request.WorkspaceId ?? key.WorkspaceId)
        && (key.ExternalUser is null || key.ExternalUser == request.ExternalUser);

    private bool IsRequestedExpiration(DateTimeOffset expiration) =>
        request.Expiration - expiration is { } earlier && earlier > -ExpirationTolerance && earlier - requestAge < ExpirationTolerance;
}
