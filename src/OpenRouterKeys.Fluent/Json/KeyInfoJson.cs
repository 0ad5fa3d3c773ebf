using System.Text.Json.Serialization;
using OpenRouterKeys.Fluent.Rules;

namespace OpenRouterKeys.Fluent.Json;

/// <summary>A key's facts in the API's shape and order.</summary>
internal sealed class KeyInfoJson(KeyInfo key)
{
    [JsonPropertyName(PropertyNames.Hash)]
    public string Hash => key.Hash;

    [JsonPropertyName(PropertyNames.Name)]
    public string Name => key.Name;

    [JsonPropertyName(PropertyNames.Label)]
    public string Label => key.Label;

    [JsonPropertyName(PropertyNames.Disabled)]
    public bool Disabled => key.IsDisabled;

    [JsonPropertyName(PropertyNames.Limit)]
    public decimal? Limit => key.LimitUsd;

    [JsonPropertyName(PropertyNames.LimitRemaining)]
    public decimal? LimitRemaining => key.LimitRemainingUsd;

    [JsonPropertyName(PropertyNames.LimitReset)]
    public string? LimitReset => IntervalNames.Of(key.LimitReset);

    [JsonPropertyName(PropertyNames.IncludeByokInLimit)]
    public bool IncludeByokInLimit => key.IncludeByokInLimit;

    [JsonPropertyName(PropertyNames.Usage)]
    public decimal Usage => key.Usage.TotalUsd;

    [JsonPropertyName(PropertyNames.UsageDaily)]
    public decimal UsageDaily => key.Usage.DailyUsd;

    [JsonPropertyName(PropertyNames.UsageWeekly)]
    public decimal UsageWeekly => key.Usage.WeeklyUsd;

    [JsonPropertyName(PropertyNames.UsageMonthly)]
    public decimal UsageMonthly => key.Usage.MonthlyUsd;

    [JsonPropertyName(PropertyNames.ByokUsage)]
    public decimal ByokUsage => key.ByokUsage.TotalUsd;

    [JsonPropertyName(PropertyNames.ByokUsageDaily)]
    public decimal ByokUsageDaily => key.ByokUsage.DailyUsd;

    [JsonPropertyName(PropertyNames.ByokUsageWeekly)]
    public decimal ByokUsageWeekly => key.ByokUsage.WeeklyUsd;

    [JsonPropertyName(PropertyNames.ByokUsageMonthly)]
    public decimal ByokUsageMonthly => key.ByokUsage.MonthlyUsd;

    // A DateTime in UTC is written with Z; a DateTimeOffset would be written with +00:00.
    [JsonPropertyName(PropertyNames.CreatedAt)]
    public DateTime? CreatedAt => key.CreatedAt?.UtcDateTime;

    [JsonPropertyName(PropertyNames.UpdatedAt)]
    public DateTime? UpdatedAt => key.UpdatedAt?.UtcDateTime;

    [JsonPropertyName(PropertyNames.ExpiresAt)]
    public DateTime? ExpiresAt => key.ExpiresAt?.UtcDateTime;

    [JsonPropertyName(PropertyNames.CreatorUserId)]
    public string? Creator => key.CreatorUserId;

    [JsonPropertyName(PropertyNames.WorkspaceId)]
    public Guid? Workspace => key.WorkspaceId;
}
