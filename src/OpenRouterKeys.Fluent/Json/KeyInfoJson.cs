using System.Text.Json;
using System.Text.Json.Serialization;
using OpenRouterKeys.Fluent.Rules;

namespace OpenRouterKeys.Fluent.Json;

/// <summary>A <see cref="KeyInfo"/> in the API's format and property order, for System.Text.Json's source generator.</summary>
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

    [JsonPropertyName(PropertyNames.ExternalUser)]
    public string? ExternalUser => key.ExternalUser;

    [JsonPropertyName(PropertyNames.LastUsedAt)]
    public DateTime? LastUsedAt => key.LastUsedAt?.UtcDateTime;
}

[JsonSerializable(typeof(KeyInfoJson), GenerationMode = JsonSourceGenerationMode.Serialization)]
internal sealed partial class KeyInfoJsonContext : JsonSerializerContext;

/// <summary>Writes a <see cref="KeyInfo"/> as the value of <c>data</c>. Reading it returns an equal <see cref="KeyInfo"/>.</summary>
internal static class KeyInfoWriter
{
    public static void Write(KeyInfo key, Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        var properties = JsonSerializer.SerializeToElement(new KeyInfoJson(key), KeyInfoJsonContext.Default.KeyInfoJson);

        // An additional property of a known name has the value that the C# property could not contain.
        foreach (var property in properties.EnumerateObject().Where(property => !key.AdditionalProperties.ContainsKey(property.Name)))
        {
            property.WriteTo(writer);
        }

        foreach (var (name, value) in key.AdditionalProperties)
        {
            writer.WritePropertyName(name);
            value.WriteTo(writer);
        }

        writer.WriteEndObject();
    }
}
