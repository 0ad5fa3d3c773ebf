using System.Globalization;
using OpenRouterKeys.Fluent;
using OpenRouterKeys.Fluent.Rules;

namespace OpenRouterKeys.Cli.Output;

/// <summary>Formats a key's properties as text.</summary>
internal static class KeyFormat
{
    public static string State(KeyInfo key, DateTimeOffset now) => key.ExpiresAt <= now ? "expired" : Known(key, ApiNames.Disabled, key.IsDisabled ? "disabled" : "enabled");

    public static string Limit(KeyInfo key) => Known(key, ApiNames.Limit, key.LimitUsd is { } usd ? Amount(usd) : "unlimited");

    public static string Remaining(KeyInfo key) => key.LimitRemainingUsd is { } usd ? Amount(usd) : "-";

    public static string Reset(KeyInfo key) => Known(key, ApiNames.LimitReset, ApiNames.Of(key.LimitReset) ?? "never");

    public static string Expiration(KeyInfo key) => Known(key, ApiNames.ExpiresAt, Timestamp(key.ExpiresAt) ?? "never");

    public static string LastUse(KeyInfo key) => Known(key, ApiNames.LastUsedAt, Timestamp(key.LastUsedAt) ?? "not recorded");

    public static string Amount(decimal usd) => string.Create(CultureInfo.InvariantCulture, $"{usd} USD");

    public static string? Timestamp(DateTimeOffset? timestamp) =>
        timestamp?.ToUniversalTime().ToString("yyyy-MM-dd HH:mm:ss 'UTC'", CultureInfo.InvariantCulture);

    // A value that the library cannot read is in AdditionalProperties, and the C# property then has its default, which would be misleading.
    private static string Known(KeyInfo key, string property, string text) => key.AdditionalProperties.ContainsKey(property) ? "unknown" : text;
}
