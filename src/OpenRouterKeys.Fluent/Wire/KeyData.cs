using System.Text.Json.Serialization;
using OpenRouterKeys.Fluent.Rules;

namespace OpenRouterKeys.Fluent.Wire;

/// <summary>A key's facts in the API's shape and order.</summary>
internal sealed class KeyData(KeyInfo key)
{
    [JsonPropertyName(MemberNames.Hash)]
    public string Hash => key.Hash;

    [JsonPropertyName(MemberNames.Name)]
    public string Name => key.Name;

    [JsonPropertyName(MemberNames.Label)]
    public string Label => key.Label;

    [JsonPropertyName(MemberNames.Disabled)]
    public bool Disabled => key.Disabled;

    [JsonPropertyName(MemberNames.Limit)]
    public decimal? Limit => key.LimitUsd;

    [JsonPropertyName(MemberNames.LimitRemaining)]
    public decimal? LimitRemaining => key.LimitRemainingUsd;

    [JsonPropertyName(MemberNames.LimitReset)]
    public string? LimitReset => ResetNames.Of(key.LimitReset);

    [JsonPropertyName(MemberNames.ByokInLimit)]
    public bool ByokInLimit => key.ByokInLimit;

    [JsonPropertyName(MemberNames.Usage)]
    public decimal Usage => key.Usage.Total;

    [JsonPropertyName(MemberNames.UsageDaily)]
    public decimal UsageDaily => key.Usage.Daily;

    [JsonPropertyName(MemberNames.UsageWeekly)]
    public decimal UsageWeekly => key.Usage.Weekly;

    [JsonPropertyName(MemberNames.UsageMonthly)]
    public decimal UsageMonthly => key.Usage.Monthly;

    [JsonPropertyName(MemberNames.ByokUsage)]
    public decimal ByokUsage => key.ByokUsage.Total;

    [JsonPropertyName(MemberNames.ByokUsageDaily)]
    public decimal ByokUsageDaily => key.ByokUsage.Daily;

    [JsonPropertyName(MemberNames.ByokUsageWeekly)]
    public decimal ByokUsageWeekly => key.ByokUsage.Weekly;

    [JsonPropertyName(MemberNames.ByokUsageMonthly)]
    public decimal ByokUsageMonthly => key.ByokUsage.Monthly;

    // A DateTime in UTC is written with Z; a DateTimeOffset would be written with +00:00.
    [JsonPropertyName(MemberNames.CreatedAt)]
    public DateTime? CreatedAt => key.CreatedAt?.UtcDateTime;

    [JsonPropertyName(MemberNames.UpdatedAt)]
    public DateTime? UpdatedAt => key.UpdatedAt?.UtcDateTime;

    [JsonPropertyName(MemberNames.Expiry)]
    public DateTime? Expiry => key.Expiry?.UtcDateTime;

    [JsonPropertyName(MemberNames.Creator)]
    public string? Creator => key.CreatorUserId;

    [JsonPropertyName(MemberNames.Workspace)]
    public Guid? Workspace => key.WorkspaceId;
}
