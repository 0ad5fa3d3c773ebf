using System.Buffers;
using System.Text.Json;
using OpenRouterKeys.Fluent.Rules;

namespace OpenRouterKeys.Fluent.Json;

/// <summary>The wire form of a change, where null clears and absence leaves.</summary>
internal static class UpdateWriter
{
    public static ReadOnlyMemory<byte> Write(KeyUpdate change)
    {
        if (change.LimitReset is { } interval && KeyRules.ResetIsUndefined.IsViolatedBy(interval))
        {
            throw new InvalidKeyRequestException { Violations = [RuleViolation.From(KeyRules.ResetIsUndefined)] };
        }

        var utf8 = new ArrayBufferWriter<byte>();
        using var json = new Utf8JsonWriter(utf8);
        json.WriteStartObject();
        if (change.Name is { } name)
        {
            json.WriteString(PropertyNames.Name, name);
        }

        WriteFlag(json, PropertyNames.Disabled, change.IsDisabled);
        if (change.LimitUsd is { } limit)
        {
            WriteLimit(json, limit.Value);
        }

        if (change.LimitReset is { } reset)
        {
            json.WriteString(PropertyNames.LimitReset, IntervalNames.Of(reset)); // null is written as null
        }

        WriteFlag(json, PropertyNames.IncludeByokInLimit, change.IncludeByokInLimit);
        json.WriteEndObject();
        json.Flush();
        return utf8.WrittenMemory;
    }

    private static void WriteFlag(Utf8JsonWriter json, string name, bool? value)
    {
        if (value is { } flag)
        {
            json.WriteBoolean(name, flag);
        }
    }

    private static void WriteLimit(Utf8JsonWriter json, decimal? usd)
    {
        if (usd is { } amount)
        {
            json.WriteNumber(PropertyNames.Limit, amount);
        }
        else
        {
            json.WriteNull(PropertyNames.Limit);
        }
    }
}
