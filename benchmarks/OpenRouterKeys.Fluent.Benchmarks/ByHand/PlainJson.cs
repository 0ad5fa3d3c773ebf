using System.Text.Json.Serialization;

namespace OpenRouterKeys.Fluent.Benchmarks;

/// <summary>What one writes without the library: records, and the serializer that is generated for them.</summary>
public sealed record PlainRequest(
    string Name, decimal? Limit, string? LimitReset, bool? IncludeByokInLimit, DateTime? ExpiresAt, string? CreatorUserId, Guid? WorkspaceId);

public sealed record PlainCreated(PlainKey Data, string Key);

public sealed record PlainKey(
    string Hash, string Name, string Label, bool Disabled, decimal? Limit, decimal? LimitRemaining, string? LimitReset, bool IncludeByokInLimit,
    decimal Usage, decimal UsageDaily, decimal UsageWeekly, decimal UsageMonthly,
    decimal ByokUsage, decimal ByokUsageDaily, decimal ByokUsageWeekly, decimal ByokUsageMonthly,
    DateTimeOffset CreatedAt, DateTimeOffset? UpdatedAt, DateTimeOffset? ExpiresAt, string? CreatorUserId, Guid? WorkspaceId);

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(PlainRequest))]
[JsonSerializable(typeof(PlainCreated))]
internal sealed partial class PlainJson : JsonSerializerContext;
