namespace OpenRouterKeys.Fluent.Rules;

/// <summary>The table of rules that only an audit checks. They are about existing keys and the current time, so the validator and the analyzer do not
/// check them.</summary>
internal static class AuditRules
{
    public static readonly Rule NoLimit = new(
        "ORK6001", "LimitUsd", isError: false,
        "The key has no spending limit",
        "The key has no spending limit. Set one, because a leaked key can spend all credits of the account.");

    public static readonly Rule NeverExpires = new(
        "ORK6002", "ExpiresAt", isError: false,
        "The key never expires",
        "The key never expires. Replace it with a key that expires, because the expiration of an existing key cannot be changed.");

    public static readonly Rule Idle = new(
        "ORK6003", "LastUsedAt", isError: false,
        "The key has not been used for a long time", "");

    public static readonly Rule NeverUsed = new(
        "ORK6004", "LastUsedAt", isError: false,
        "The key was never used", "");

    public static readonly Rule Expired = new(
        "ORK6005", "ExpiresAt", isError: false,
        "The key has expired", "");

    public static readonly Rule ExpiresSoon = new(
        "ORK6006", "ExpiresAt", isError: false,
        "The key expires soon", "");

    public static readonly Rule LimitIsNearlySpent = new(
        "ORK6007", "LimitRemainingUsd", isError: false,
        "The limit is spent or nearly spent", "");

    /// <summary>The audit rules, ordered by id.</summary>
    public static readonly Rule[] All = [NoLimit, NeverExpires, Idle, NeverUsed, Expired, ExpiresSoon, LimitIsNearlySpent];
}
