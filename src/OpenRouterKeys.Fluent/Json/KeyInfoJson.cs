using System.Text.Json;
using System.Text.Json.Serialization;
using OpenRouterKeys.Fluent.Rules;

namespace OpenRouterKeys.Fluent.Json;

/// <summary>A <see cref="KeyInfo"/> in the API's format and property order, for System.Text.Json's source generator.</summary>
internal sealed class KeyInfoJson(KeyInfo key)
{
    [JsonPropertyName(ApiNames.Hash)]
    public string Hash => key.Hash;

    [JsonPropertyName(ApiNames.Name)]
    public string Name => key.Name;

    [JsonPropertyName(ApiNames.Label)]
    public string Label => key.Label;

    [JsonPropertyName(ApiNames.Disabled)]
    public bool Disabled => key.IsDisabled;

    [JsonPropertyName(ApiNames.Limit)]
    public decimal? Limit => key.LimitUsd;

    [JsonPropertyName(ApiNames.LimitRemaining)]
    public decimal? LimitRemaining => key.LimitRemainingUsd;

    [JsonPropertyName(ApiNames.LimitReset)]
    public string? LimitReset => ApiNames.Of(key.LimitReset);

    [JsonPropertyName(ApiNames.IncludeByokInLimit)]
    public bool IncludeByokInLimit => key.IncludeByokInLimit;

    [JsonPropertyName(ApiNames.Usage)]
    public decimal Usage => key.Usage.TotalUsd;

    [JsonPropertyName(ApiNames.UsageDaily)]
    public decimal UsageDaily => key.Usage.DailyUsd;

    [JsonPropertyName(ApiNames.UsageWeekly)]
    public decimal UsageWeekly => key.Usage.WeeklyUsd;

    [JsonPropertyName(ApiNames.UsageMonthly)]
    public decimal UsageMonthly => key.Usage.MonthlyUsd;

    [JsonPropertyName(ApiNames.ByokUsage)]
    public decimal ByokUsage => key.ByokUsage.TotalUsd;

    [JsonPropertyName(ApiNames.ByokUsageDaily)]
    public decimal ByokUsageDaily => key.ByokUsage.DailyUsd;

    [JsonPropertyName(ApiNames.ByokUsageWeekly)]
    public decimal ByokUsageWeekly => key.ByokUsage.WeeklyUsd;

    [JsonPropertyName(ApiNames.ByokUsageMonthly)]
    public decimal ByokUsageMonthly => key.ByokUsage.MonthlyUsd;

    // A DateTime in UTC is written with Z; a DateTimeOffset would be written with +00:00.
    [JsonPropertyName(ApiNames.CreatedAt)]
    public DateTime? CreatedAt => key.CreatedAt?.UtcDateTime;

    [JsonPropertyName(ApiNames.UpdatedAt)]
    public DateTime? UpdatedAt => key.UpdatedAt?.UtcDateTime;

    [JsonPropertyName(ApiNames.ExpiresAt)]
    public DateTime? ExpiresAt => key.ExpiresAt?.UtcDateTime;

    [JsonPropertyName(ApiNames.CreatorUserId)]
    public string? Creator => key.CreatorUserId;

    [JsonPropertyName(ApiNames.WorkspaceId)]
    public Guid? Workspace => key.WorkspaceId;

    [JsonPropertyName(ApiNames.ExternalUser)]
    public string? ExternalUser => key.ExternalUser;

    [JsonPropertyName(ApiNames.LastUsedAt)]
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

        // An additional property of a known name has the value that the C# property could not contain. A missing setting stays missing.
        foreach (var property in properties.EnumerateObject()
            .Where(property => !key.AdditionalProperties.ContainsKey(property.Name) && !key.UnknownSettings.Contains(property.Name)))
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
