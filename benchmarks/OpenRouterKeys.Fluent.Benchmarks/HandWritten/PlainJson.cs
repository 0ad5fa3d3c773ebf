using System.Text.Json;
using System.Text.Json.Serialization;

namespace OpenRouterKeys.Fluent.Benchmarks;

/// <summary>A request as users would declare it without the library.</summary>
public sealed record PlainRequest(
    string Name, decimal? Limit, string? LimitReset, bool? IncludeByokInLimit, DateTime? ExpiresAt, string? CreatorUserId, Guid? WorkspaceId);

public sealed record PlainCreated(PlainKey Data, string Key)
{
    public CreatedKey ToCreatedKey() => new() { Key = ApiKey.From(Key), Info = Data.ToKeyInfo() };
}

public sealed record PlainList(IReadOnlyList<PlainKey> Data);

public sealed record PlainKey(
    string Hash, string Name, string Label, bool Disabled, decimal? Limit, decimal? LimitRemaining, string? LimitReset, bool IncludeByokInLimit,
    decimal Usage, decimal UsageDaily, decimal UsageWeekly, decimal UsageMonthly,
    decimal ByokUsage, decimal ByokUsageDaily, decimal ByokUsageWeekly, decimal ByokUsageMonthly,
    DateTimeOffset CreatedAt, DateTimeOffset? UpdatedAt, DateTimeOffset? ExpiresAt, string? CreatorUserId, Guid? WorkspaceId)
{
    /// <summary>Converts to the library's type, to compare results.</summary>
    public KeyInfo ToKeyInfo() => new()
    {
        Hash = Hash,
        Name = Name,
        Label = Label,
        IsDisabled = Disabled,
        IncludeByokInLimit = IncludeByokInLimit,
        LimitUsd = Limit,
        LimitRemainingUsd = LimitRemaining,
        LimitReset = Enum.Parse<LimitReset>(LimitReset!, ignoreCase: true),
        Usage = new(Usage, UsageDaily, UsageWeekly, UsageMonthly),
        ByokUsage = new(ByokUsage, ByokUsageDaily, ByokUsageWeekly, ByokUsageMonthly),
        CreatedAt = CreatedAt,
        UpdatedAt = UpdatedAt,
        ExpiresAt = ExpiresAt,
        CreatorUserId = CreatorUserId,
        WorkspaceId = WorkspaceId,
    };
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(PlainRequest))]
[JsonSerializable(typeof(PlainCreated))]
[JsonSerializable(typeof(PlainList))]
internal sealed partial class PlainJson : JsonSerializerContext
{
    /// <summary>The same JSON with reflection instead of source generation.</summary>
    public static JsonSerializerOptions Reflection { get; } = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };
}
