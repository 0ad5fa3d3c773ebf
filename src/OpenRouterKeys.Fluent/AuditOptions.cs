namespace OpenRouterKeys.Fluent;

/// <summary>Options of <see cref="OpenRouterKeysClientExtensions.AuditAsync"/>, which validates them.</summary>
public sealed record AuditOptions
{
    /// <summary>The policy that keys must comply with (ORK5001 to ORK5008). Null: the policy of the client
    /// (<see cref="OpenRouterKeysOptions.Policy"/>), if it has one.</summary>
    public KeyPolicy? Policy { get; init; }

    /// <summary>The id of the only workspace to audit. Null: every workspace that can be listed; if none can, the keys that are listed without a
    /// workspace.</summary>
    public Guid? WorkspaceId { get; init; }

    /// <summary>Whether to audit disabled keys. Default: true.</summary>
    public bool IncludeDisabled { get; init; } = true;

    /// <summary>Whether to audit expired keys. Default: true. If false, ORK6005 is not reported.</summary>
    public bool IncludeExpired { get; init; } = true;

    /// <summary>How long a key must be unused to be reported (ORK6003, ORK6004); must be positive. Keys that were created later are not reported.
    /// Default: 90 days.</summary>
    public TimeSpan IdleAfter { get; init; } = TimeSpan.FromDays(90);

    /// <summary>How long before its expiration a key is reported (ORK6006); must be positive. Default: 14 days.</summary>
    public TimeSpan ExpiresWithin { get; init; } = TimeSpan.FromDays(14);

    /// <summary>The share of the limit that must be spent for a key to be reported (ORK6007); above 0 and at most 1. Default: 0.9.</summary>
    public decimal NearLimit { get; init; } = 0.9m;

    /// <summary>Called with what could not be audited and the reason, as in <c>workspaces: 403</c>. Null: this is not reported.</summary>
    public Action<string>? OnSkipped { get; init; }

    internal AuditOptions EnsureValid()
    {
        Policy?.EnsureValid("options");
        var problem = IdleAfter <= TimeSpan.Zero ? $"{nameof(IdleAfter)} is not positive. Use a positive duration"
            : ExpiresWithin <= TimeSpan.Zero ? $"{nameof(ExpiresWithin)} is not positive. Use a positive duration"
            : NearLimit is <= 0 or > 1 ? $"{nameof(NearLimit)} is not a share of the limit. Use a number above 0 and at most 1"
            : null;
        return problem is null ? this : throw new ArgumentException($"The options are invalid: {problem}.", "options");
    }
}
