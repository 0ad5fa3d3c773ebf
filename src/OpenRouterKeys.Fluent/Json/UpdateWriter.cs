using System.Buffers;
using System.Text.Json;
using OpenRouterKeys.Fluent.Rules;

namespace OpenRouterKeys.Fluent.Json;

/// <summary>Writes an update in the API's JSON format. Null removes a limit or a reset interval; a setting without a property is unchanged.</summary>
internal static class UpdateWriter
{
    public static ReadOnlyMemory<byte> Write(KeyUpdate update)
    {
        if (update.LimitReset is { } interval && KeyRules.ResetIsUndefined.IsViolatedBy(interval))
        {
            throw new InvalidKeyRequestException { Violations = [RuleViolation.From(KeyRules.ResetIsUndefined)] };
        }

        var utf8 = new ArrayBufferWriter<byte>();
        using var writer = new Utf8JsonWriter(utf8);
        writer.WriteStartObject();
        if (update.Name is { } name)
        {
            writer.WriteString(ApiNames.Name, name);
        }

        WriteFlag(writer, ApiNames.Disabled, update.IsDisabled);
        if (update.LimitUsd is { } limit)
        {
            WriteLimit(writer, limit.Value);
        }

        if (update.LimitReset is { } reset)
        {
            writer.WriteString(ApiNames.LimitReset, ApiNames.Of(reset)); // null for an interval of Never
        }

        WriteFlag(writer, ApiNames.IncludeByokInLimit, update.IncludeByokInLimit);
        writer.WriteEndObject();
        writer.Flush();
        return utf8.WrittenMemory;
    }

    private static void WriteFlag(Utf8JsonWriter writer, string name, bool? value)
    {
        if (value is { } flag)
        {
            writer.WriteBoolean(name, flag);
        }
    }

    private static void WriteLimit(Utf8JsonWriter writer, decimal? usd)
    {
        if (usd is { } amount)
        {
            writer.WriteNumber(ApiNames.Limit, amount);
        }
        else
        {
            writer.WriteNull(ApiNames.Limit);
        }
    }
}
