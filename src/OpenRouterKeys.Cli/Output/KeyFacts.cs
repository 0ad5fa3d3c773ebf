using System.Globalization;
using OpenRouterKeys.Fluent;
using OpenRouterKeys.Fluent.Rules;

namespace OpenRouterKeys.Cli.Output;

/// <summary>What a person wants to know of a key, in their words.</summary>
internal static class KeyFacts
{
    public static IEnumerable<(string Label, string Value)> OfNew(CreatedKey created) =>
        [.. Identity(created.Info), .. Settings(created.Info), ("Key", created.Key.ToString())];

    public static IEnumerable<(string Label, string Value)> Of(KeyInfo key) =>
    [
        .. Identity(key),
        ("State", State(key)),
        .. Settings(key),
        ("Left", Amount(key.LimitRemainingUsd) ?? "-"),
        ("Spent", Spent(key.Usage)),
        ("Created", Instant(key.CreatedAt) ?? "not told"),
        ("Key", Told(key.Label)),
    ];

    public static string State(KeyInfo key) => Understood(key, PropertyNames.Disabled, key.IsDisabled ? "disabled" : "enabled");

    public static string? Amount(decimal? usd) => usd is { } amount ? string.Create(CultureInfo.InvariantCulture, $"{amount} USD") : null;

    public static string Limit(KeyInfo key) => Understood(key, PropertyNames.Limit, Amount(key.LimitUsd) ?? "unlimited");

    public static string Reset(KeyInfo key) => Understood(key, PropertyNames.LimitReset, IntervalNames.Of(key.LimitReset) ?? "never");

    public static string Expiry(KeyInfo key) => Understood(key, PropertyNames.ExpiresAt, Instant(key.ExpiresAt) ?? "never");

    public static string? Instant(DateTimeOffset? instant) =>
        instant?.ToUniversalTime().ToString("yyyy-MM-dd HH:mm:ss.FFFFFFF 'UTC'", CultureInfo.InvariantCulture);

    private static IEnumerable<(string Label, string Value)> Identity(KeyInfo key) => [("Name", Told(key.Name)), ("Hash", Told(key.Hash))];

    private static IEnumerable<(string Label, string Value)> Settings(KeyInfo key)
    {
        yield return ("Limit", Limit(key));
        yield return ("Reset", IntervalNames.Of(key.LimitReset) is { } reset ? $"{reset}, at midnight UTC" : Reset(key));
        yield return ("Expires", Expiry(key));
        if (key.WorkspaceId is { } workspace)
        {
            yield return ("Workspace", workspace.ToString());
        }
    }

    private static string Spent(KeyUsage usage) =>
        $"{Amount(usage.TotalUsd)} (today {Amount(usage.DailyUsd)}, this week {Amount(usage.WeeklyUsd)}, this month {Amount(usage.MonthlyUsd)})";

    // What the API says in a way that the library does not know is not the default that stands in its place.
    private static string Understood(KeyInfo key, string member, string text) => key.AdditionalProperties.ContainsKey(member) ? "not understood" : text;

    private static string Told(string text) => text.Length == 0 ? "not told" : text;
}
