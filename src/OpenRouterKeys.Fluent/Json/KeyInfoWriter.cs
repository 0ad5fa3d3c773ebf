using System.Text.Json;
using OpenRouterKeys.Fluent.Rules;

namespace OpenRouterKeys.Fluent.Json;

/// <summary>Writes a <see cref="KeyInfo"/> in the API's format and order, as the value of <c>data</c>. Reading it returns an equal
/// <see cref="KeyInfo"/>.</summary>
internal static class KeyInfoWriter
{
    public static void Write(KeyInfo key, Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        WriteText(PropertyNames.Hash, key.Hash);
        WriteText(PropertyNames.Name, key.Name);
        WriteText(PropertyNames.Label, key.Label);
        WriteFlag(PropertyNames.Disabled, key.IsDisabled);
        WriteAmount(PropertyNames.Limit, key.LimitUsd);
        WriteAmount(PropertyNames.LimitRemaining, key.LimitRemainingUsd);
        WriteText(PropertyNames.LimitReset, IntervalNames.Of(key.LimitReset));
        WriteFlag(PropertyNames.IncludeByokInLimit, key.IncludeByokInLimit);
        WriteAmount(PropertyNames.Usage, key.Usage.TotalUsd);
        WriteAmount(PropertyNames.UsageDaily, key.Usage.DailyUsd);
        WriteAmount(PropertyNames.UsageWeekly, key.Usage.WeeklyUsd);
        WriteAmount(PropertyNames.UsageMonthly, key.Usage.MonthlyUsd);
        WriteAmount(PropertyNames.ByokUsage, key.ByokUsage.TotalUsd);
        WriteAmount(PropertyNames.ByokUsageDaily, key.ByokUsage.DailyUsd);
        WriteAmount(PropertyNames.ByokUsageWeekly, key.ByokUsage.WeeklyUsd);
        WriteAmount(PropertyNames.ByokUsageMonthly, key.ByokUsage.MonthlyUsd);
        WriteTime(PropertyNames.CreatedAt, key.CreatedAt);
        WriteTime(PropertyNames.UpdatedAt, key.UpdatedAt);
        WriteTime(PropertyNames.ExpiresAt, key.ExpiresAt);
        WriteText(PropertyNames.CreatorUserId, key.CreatorUserId);
        WriteText(PropertyNames.WorkspaceId, key.WorkspaceId?.ToString());
        foreach (var (name, value) in key.AdditionalProperties)
        {
            writer.WritePropertyName(name);
            value.WriteTo(writer);
        }

        writer.WriteEndObject();

        // An additional property of a known name has the value that the C# property could not contain.
        bool IsReplaced(string name) => key.AdditionalProperties.ContainsKey(name);

        void WriteText(string name, string? text)
        {
            if (!IsReplaced(name))
            {
                writer.WriteString(name, text);
            }
        }

        void WriteFlag(string name, bool flag)
        {
            if (!IsReplaced(name))
            {
                writer.WriteBoolean(name, flag);
            }
        }

        void WriteAmount(string name, decimal? usd)
        {
            if (usd is not { } amount)
            {
                WriteText(name, null);
            }
            else if (!IsReplaced(name))
            {
                writer.WriteNumber(name, amount);
            }
        }

        void WriteTime(string name, DateTimeOffset? time)
        {
            if (time is not { } instant)
            {
                WriteText(name, null);
            }
            else if (!IsReplaced(name))
            {
                writer.WriteString(name, instant.UtcDateTime); // ends in Z; a DateTimeOffset would end in +00:00
            }
        }
    }
}
