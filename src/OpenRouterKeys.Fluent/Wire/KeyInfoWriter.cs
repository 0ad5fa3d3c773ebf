using System.Text.Json;
using OpenRouterKeys.Fluent.Rules;

namespace OpenRouterKeys.Fluent.Wire;

/// <summary>Writes a key's facts as the API's <c>data</c>, such that reading them again gives the same <see cref="KeyInfo"/>.</summary>
internal static class KeyInfoWriter
{
    public static void Write(KeyInfo key, Utf8JsonWriter json)
    {
        json.WriteStartObject();
        WriteDescription(key, json);
        WriteUsage(key, json);
        WriteOrigin(key, json);
        foreach (var (name, value) in key.Extra)
        {
            json.WritePropertyName(name);
            value.WriteTo(json);
        }

        json.WriteEndObject();
    }

    private static void WriteDescription(KeyInfo key, Utf8JsonWriter json)
    {
        WriteText(key, json, MemberNames.Hash, key.Hash);
        WriteText(key, json, MemberNames.Name, key.Name);
        WriteText(key, json, MemberNames.Label, key.Label);
        WriteFlag(key, json, MemberNames.Disabled, key.Disabled);
        WriteAmount(key, json, MemberNames.Limit, key.LimitUsd);
        WriteAmount(key, json, MemberNames.LimitRemaining, key.LimitRemainingUsd);
        WriteText(key, json, MemberNames.LimitReset, ResetNames.Of(key.LimitReset));
        WriteFlag(key, json, MemberNames.ByokInLimit, key.ByokInLimit);
    }

    private static void WriteUsage(KeyInfo key, Utf8JsonWriter json)
    {
        WriteAmount(key, json, MemberNames.Usage, key.Usage.Total);
        WriteAmount(key, json, MemberNames.UsageDaily, key.Usage.Daily);
        WriteAmount(key, json, MemberNames.UsageWeekly, key.Usage.Weekly);
        WriteAmount(key, json, MemberNames.UsageMonthly, key.Usage.Monthly);
        WriteAmount(key, json, MemberNames.ByokUsage, key.ByokUsage.Total);
        WriteAmount(key, json, MemberNames.ByokUsageDaily, key.ByokUsage.Daily);
        WriteAmount(key, json, MemberNames.ByokUsageWeekly, key.ByokUsage.Weekly);
        WriteAmount(key, json, MemberNames.ByokUsageMonthly, key.ByokUsage.Monthly);
    }

    private static void WriteOrigin(KeyInfo key, Utf8JsonWriter json)
    {
        WriteInstant(key, json, MemberNames.CreatedAt, key.CreatedAt);
        WriteInstant(key, json, MemberNames.UpdatedAt, key.UpdatedAt);
        WriteInstant(key, json, MemberNames.Expiry, key.Expiry);
        WriteText(key, json, MemberNames.Creator, key.CreatorUserId);
        WriteText(key, json, MemberNames.Workspace, key.WorkspaceId?.ToString());
    }

    private static void WriteText(KeyInfo key, Utf8JsonWriter json, string name, string? value)
    {
        if (Begin(key, json, name))
        {
            json.WriteStringValue(value); // null is written as null
        }
    }

    private static void WriteFlag(KeyInfo key, Utf8JsonWriter json, string name, bool value)
    {
        if (Begin(key, json, name))
        {
            json.WriteBooleanValue(value);
        }
    }

    private static void WriteAmount(KeyInfo key, Utf8JsonWriter json, string name, decimal? value)
    {
        if (!Begin(key, json, name))
        {
            return;
        }

        if (value is { } usd)
        {
            json.WriteNumberValue(usd);
        }
        else
        {
            json.WriteNullValue();
        }
    }

    // A DateTime in UTC is written with Z; a DateTimeOffset would be written with +00:00.
    private static void WriteInstant(KeyInfo key, Utf8JsonWriter json, string name, DateTimeOffset? value)
    {
        if (!Begin(key, json, name))
        {
            return;
        }

        if (value is { } instant)
        {
            json.WriteStringValue(instant.UtcDateTime);
        }
        else
        {
            json.WriteNullValue();
        }
    }

    // What stands in Extra under a known name is the fact that the property could not hold.
    private static bool Begin(KeyInfo key, Utf8JsonWriter json, string name)
    {
        if (key.Extra.ContainsKey(name))
        {
            return false;
        }

        json.WritePropertyName(name);
        return true;
    }
}
