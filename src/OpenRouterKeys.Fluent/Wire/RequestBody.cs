using System.Buffers;
using System.Text.Json;
using System.Text.Json.Serialization;
using OpenRouterKeys.Fluent.Rules;

namespace OpenRouterKeys.Fluent.Wire;

/// <summary>The wire form of a request: one canonical text, since absent and null mean the same on create.</summary>
internal readonly record struct RequestBody(
    [property: JsonPropertyName(MemberNames.Name)] string Name,
    [property: JsonPropertyName(MemberNames.Limit)] decimal? Limit,
    [property: JsonPropertyName(MemberNames.LimitReset)] string? LimitReset,
    [property: JsonPropertyName(MemberNames.ByokInLimit)] bool? ByokInLimit,
    [property: JsonPropertyName(MemberNames.Expiry)] DateTime? Expiry,
    [property: JsonPropertyName(MemberNames.Creator)] string? Creator,
    [property: JsonPropertyName(MemberNames.Workspace)] Guid? Workspace)
{
    [ThreadStatic]
    private static Utf8JsonWriter? _idleWriter;

    public static void Write(KeyRequest request, IBufferWriter<byte> utf8)
    {
        var body = Of(request);
        var writer = _idleWriter ?? new Utf8JsonWriter(utf8);
        _idleWriter = null; // the buffer is the caller's code, and may write a request itself
        writer.Reset(utf8);
        JsonSerializer.Serialize(writer, body, RequestJsonContext.Default.RequestBody);
        writer.Reset(Stream.Null); // lets go of the caller's buffer
        _idleWriter = writer;
    }

    public static void Write(KeyRequest request, Utf8JsonWriter writer) =>
        JsonSerializer.Serialize(writer, Of(request), RequestJsonContext.Default.RequestBody);

    // A DateTime in UTC is written with Z, which the API wants; a DateTimeOffset would be written with +00:00.
    private static RequestBody Of(KeyRequest request) => ResetRules.Undefined.IsBrokenBy(request.LimitReset)
        ? throw new InvalidKeyRequestException { BrokenRules = [BrokenRules.Of(ResetRules.Undefined)] }
        : new(
            request.Name,
            request.LimitUsd,
            ResetNames.Of(request.LimitReset),
            request.ByokInLimit,
            request.Expiry?.UtcDateTime,
            request.CreatorUserId,
            request.WorkspaceId);
}

[JsonSourceGenerationOptions(
    GenerationMode = JsonSourceGenerationMode.Serialization,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(RequestBody))]
internal sealed partial class RequestJsonContext : JsonSerializerContext;
