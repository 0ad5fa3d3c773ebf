using System.Buffers;
using System.Text.Json;
using OpenRouterKeys.Fluent.Rules;

namespace OpenRouterKeys.Fluent.Testing.Api;

/// <summary>Writes keys in the JSON form of the API's list, and reads what it wrote.</summary>
internal static class KeyJson
{
    public static void Write(KeyInfo key, Utf8JsonWriter json)
    {
        var utf8 = new ArrayBufferWriter<byte>();
        key.WriteJson(utf8);
        json.WriteRawValue(utf8.WrittenSpan, skipInputValidation: true);
    }

    /// <summary>Reads a key. A property whose value has another type than the C# property becomes an additional property.</summary>
    /// <exception cref="InvalidOperationException">The value is not an object.</exception>
    public static KeyInfo Read(JsonElement json)
    {
        var properties = new Dictionary<string, JsonElement>(StringComparer.Ordinal);
        foreach (var property in json.EnumerateObject())
        {
            properties[property.Name] = property.Value;
        }

        var key = new KeyInfo
        {
            Hash = Text(ApiNames.Hash) ?? "",
            Name = Text(ApiNames.Name) ?? "",
            Label = Text(ApiNames.Label) ?? "",
            IsDisabled = Boolean(ApiNames.Disabled),
            LimitUsd = Amount(ApiNames.Limit),
            LimitRemainingUsd = Amount(ApiNames.LimitRemaining),
            LimitReset = Take(ApiNames.LimitReset, value => IntervalOf(value) != LimitReset.Unknown) is { } interval ? IntervalOf(interval) : LimitReset.Never,
            IncludeByokInLimit = Boolean(ApiNames.IncludeByokInLimit),
            Usage = Usage(ApiNames.Usage, ApiNames.UsageDaily, ApiNames.UsageWeekly, ApiNames.UsageMonthly),
            ByokUsage = Usage(ApiNames.ByokUsage, ApiNames.ByokUsageDaily, ApiNames.ByokUsageWeekly, ApiNames.ByokUsageMonthly),
            CreatedAt = Time(ApiNames.CreatedAt),
            UpdatedAt = Time(ApiNames.UpdatedAt),
            ExpiresAt = Time(ApiNames.ExpiresAt),
            CreatorUserId = Text(ApiNames.CreatorUserId),
            WorkspaceId = Uuid(ApiNames.WorkspaceId),
            ExternalUser = Text(ApiNames.ExternalUser),
            LastUsedAt = Time(ApiNames.LastUsedAt),
        };
        properties.Remove(ApiNames.Key); // a secret
        var hasUnknownInterval = properties.TryGetValue(ApiNames.LimitReset, out var unread) && unread.ValueKind == JsonValueKind.String;
        return key with
        {
            LimitReset = hasUnknownInterval ? LimitReset.Unknown : key.LimitReset,
            AdditionalProperties = properties.ToDictionary(property => property.Key, property => property.Value.Clone(), StringComparer.Ordinal),
        };

        string? Text(string name) => Take(name, value => value.ValueKind == JsonValueKind.String)?.GetString();

        bool Boolean(string name) => Take(name, value => value.ValueKind is JsonValueKind.True or JsonValueKind.False)?.GetBoolean() ?? false;

        decimal? Amount(string name) =>
            Take(name, value => value.ValueKind == JsonValueKind.Number && UsageAccounting.ToDecimal(value) is not null)?.GetDecimal();

        KeyUsage Usage(string total, string daily, string weekly, string monthly) =>
            new(Amount(total) ?? 0, Amount(daily) ?? 0, Amount(weekly) ?? 0, Amount(monthly) ?? 0);

        DateTimeOffset? Time(string name) =>
            Take(name, value => value.ValueKind == JsonValueKind.String && value.TryGetDateTimeOffset(out _))?.GetDateTimeOffset();

        Guid? Uuid(string name) => Take(name, value => value.ValueKind == JsonValueKind.String && value.TryGetGuid(out _))?.GetGuid();

        // Removes the property if its value is valid or null.
        JsonElement? Take(string name, Func<JsonElement, bool> isValid)
        {
            if (!properties.TryGetValue(name, out var value) || (value.ValueKind != JsonValueKind.Null && !isValid(value)))
            {
                return null;
            }

            properties.Remove(name);
            return value.ValueKind == JsonValueKind.Null ? null : value;
        }
    }

    private static LimitReset IntervalOf(JsonElement value) =>
        value.ValueKind == JsonValueKind.String ? ApiNames.ParseInterval(value.GetString()) : LimitReset.Unknown;
}
