using System.Buffers;
using System.Text.Json;
using OpenRouterKeys.Fluent.Rules;

namespace OpenRouterKeys.Fluent.Wire;

/// <summary>The wire form of a change, where null clears and absence leaves.</summary>
internal static class ChangeWriter
{
    public static ReadOnlyMemory<byte> Write(KeyChange change)
    {
        if (change.LimitReset is { } interval && ResetRules.Undefined.IsBrokenBy(interval))
        {
            throw new InvalidKeyRequestException { BrokenRules = [BrokenRules.Of(ResetRules.Undefined)] };
        }

        var utf8 = new ArrayBufferWriter<byte>();
        using var json = new Utf8JsonWriter(utf8);
        json.WriteStartObject();
        if (change.Name is { } name)
        {
            json.WriteString(MemberNames.Name, name);
        }

        WriteFlag(json, MemberNames.Disabled, change.Disabled);
        if (change.LimitUsd is { } limit)
        {
            WriteLimit(json, limit.Value);
        }

        if (change.LimitReset is { } reset)
        {
            json.WriteString(MemberNames.LimitReset, ResetNames.Of(reset)); // null is written as null
        }

        WriteFlag(json, MemberNames.ByokInLimit, change.ByokInLimit);
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
            json.WriteNumber(MemberNames.Limit, amount);
        }
        else
        {
            json.WriteNull(MemberNames.Limit);
        }
    }
}
