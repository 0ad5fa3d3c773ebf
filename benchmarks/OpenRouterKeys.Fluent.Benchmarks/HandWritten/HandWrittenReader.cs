using System.Text.Json;

namespace OpenRouterKeys.Fluent.Benchmarks;

/// <summary>A reader written by hand for speed. It assumes that the response matches the API's documentation.</summary>
internal static class HandWrittenReader
{
    public static CreatedKey ReadCreated(ReadOnlySpan<byte> utf8)
    {
        var reader = new Utf8JsonReader(utf8);
        var (secret, info) = (default(string), default(KeyInfo));
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("data"u8))
            {
                reader.Read();
                info = ReadKey(ref reader);
            }
            else if (reader.ValueTextEquals("key"u8))
            {
                reader.Read();
                secret = reader.GetString();
            }
            else
            {
                reader.Skip();
            }
        }

        return new() { Key = ApiKey.From(secret!), Info = info! };
    }

    public static List<KeyInfo> ReadList(ReadOnlySpan<byte> utf8)
    {
        var keys = new List<KeyInfo>();
        var reader = new Utf8JsonReader(utf8);
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var isData = reader.ValueTextEquals("data"u8);
            reader.Read();
            while (isData && reader.Read() && reader.TokenType == JsonTokenType.StartObject)
            {
                keys.Add(ReadKey(ref reader));
            }

            reader.Skip();
        }

        return keys;
    }

    private static KeyInfo ReadKey(ref Utf8JsonReader reader)
    {
        string? hash = null, name = null, label = null, creator = null;
        bool disabled = false, includeByok = false;
        decimal? limit = null, remaining = null;
        decimal usage = 0, daily = 0, weekly = 0, monthly = 0, byok = 0, byokDaily = 0, byokWeekly = 0, byokMonthly = 0;
        DateTimeOffset? created = null, updated = null, expiration = null;
        Guid? workspace = null;
        var reset = LimitReset.Never;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var property = reader.ValueSpan;
            reader.Read();
            switch (property.Length)
            {
                case 4 when property.SequenceEqual("hash"u8): hash = reader.GetString(); break;
                case 4 when property.SequenceEqual("name"u8): name = reader.GetString(); break;
                case 5 when property.SequenceEqual("label"u8): label = reader.GetString(); break;
                case 5 when property.SequenceEqual("limit"u8): limit = ReadNumber(ref reader); break;
                case 5 when property.SequenceEqual("usage"u8): usage = reader.GetDecimal(); break;
                case 8 when property.SequenceEqual("disabled"u8): disabled = reader.GetBoolean(); break;
                case 10 when property.SequenceEqual("byok_usage"u8): byok = reader.GetDecimal(); break;
                case 10 when property.SequenceEqual("created_at"u8): created = ReadDate(ref reader); break;
                case 10 when property.SequenceEqual("updated_at"u8): updated = ReadDate(ref reader); break;
                case 10 when property.SequenceEqual("expires_at"u8): expiration = ReadDate(ref reader); break;
                case 11 when property.SequenceEqual("limit_reset"u8): reset = ReadReset(ref reader); break;
                case 11 when property.SequenceEqual("usage_daily"u8): daily = reader.GetDecimal(); break;
                case 12 when property.SequenceEqual("usage_weekly"u8): weekly = reader.GetDecimal(); break;
                case 12 when property.SequenceEqual("workspace_id"u8): workspace = ReadGuid(ref reader); break;
                case 13 when property.SequenceEqual("usage_monthly"u8): monthly = reader.GetDecimal(); break;
                case 15 when property.SequenceEqual("limit_remaining"u8): remaining = ReadNumber(ref reader); break;
                case 15 when property.SequenceEqual("creator_user_id"u8): creator = reader.GetString(); break;
                case 16 when property.SequenceEqual("byok_usage_daily"u8): byokDaily = reader.GetDecimal(); break;
                case 17 when property.SequenceEqual("byok_usage_weekly"u8): byokWeekly = reader.GetDecimal(); break;
                case 18 when property.SequenceEqual("byok_usage_monthly"u8): byokMonthly = reader.GetDecimal(); break;
                case 21 when property.SequenceEqual("include_byok_in_limit"u8): includeByok = reader.GetBoolean(); break;
                default: reader.Skip(); break;
            }
        }

        return new()
        {
            Hash = hash!,
            Name = name!,
            Label = label!,
            IsDisabled = disabled,
            LimitUsd = limit,
            LimitRemainingUsd = remaining,
            LimitReset = reset,
            IncludeByokInLimit = includeByok,
            Usage = new(usage, daily, weekly, monthly),
            ByokUsage = new(byok, byokDaily, byokWeekly, byokMonthly),
            CreatedAt = created,
            UpdatedAt = updated,
            ExpiresAt = expiration,
            WorkspaceId = workspace,
            CreatorUserId = creator,
        };
    }

    private static decimal? ReadNumber(ref Utf8JsonReader reader) => reader.TokenType == JsonTokenType.Null ? null : reader.GetDecimal();

    private static DateTimeOffset? ReadDate(ref Utf8JsonReader reader) => reader.TokenType == JsonTokenType.Null ? null : reader.GetDateTimeOffset();

    private static Guid? ReadGuid(ref Utf8JsonReader reader) => reader.TokenType == JsonTokenType.Null ? null : reader.GetGuid();

    private static LimitReset ReadReset(ref Utf8JsonReader reader) =>
        reader.ValueTextEquals("monthly"u8) ? LimitReset.Monthly
        : reader.ValueTextEquals("weekly"u8) ? LimitReset.Weekly
        : reader.ValueTextEquals("daily"u8) ? LimitReset.Daily
        : LimitReset.Never;
}
