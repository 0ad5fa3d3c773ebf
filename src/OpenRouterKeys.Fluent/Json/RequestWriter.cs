using System.Buffers;
using System.Text.Json;
using OpenRouterKeys.Fluent.Rules;

namespace OpenRouterKeys.Fluent.Json;

/// <summary>Writes a request in the API's JSON format. Settings without a value are absent, so equal requests have equal texts. The
/// writer is hand-written, because System.Text.Json's source generator boxes nullable values.</summary>
internal static class RequestWriter
{
    // Fast path for the gate that writes a request: names and intervals are encoded only once.
    private static readonly JsonEncodedText Name = JsonEncodedText.Encode(ApiNames.Name);
    private static readonly JsonEncodedText Limit = JsonEncodedText.Encode(ApiNames.Limit);
    private static readonly JsonEncodedText Reset = JsonEncodedText.Encode(ApiNames.LimitReset);
    private static readonly JsonEncodedText Byok = JsonEncodedText.Encode(ApiNames.IncludeByokInLimit);
    private static readonly JsonEncodedText ExpiresAt = JsonEncodedText.Encode(ApiNames.ExpiresAt);
    private static readonly JsonEncodedText Creator = JsonEncodedText.Encode(ApiNames.CreatorUserId);
    private static readonly JsonEncodedText Workspace = JsonEncodedText.Encode(ApiNames.WorkspaceId);
    private static readonly JsonEncodedText External = JsonEncodedText.Encode(ApiNames.External);
    private static readonly JsonEncodedText User = JsonEncodedText.Encode(ApiNames.User);
    private static readonly JsonEncodedText ApiKey = JsonEncodedText.Encode(ApiNames.ApiKey);

    private static readonly JsonEncodedText[] Intervals =
        [.. new[] { LimitReset.Daily, LimitReset.Weekly, LimitReset.Monthly }.Select(interval => JsonEncodedText.Encode(ApiNames.Of(interval)!))];

    // The buffer of cached writers. Nothing is written to it.
    private static readonly ArrayBufferWriter<byte> UnusedBuffer = new();

    // Fast path for the gate that writes a request: no memory is allocated.
    [ThreadStatic]
    private static Utf8JsonWriter? _cachedWriter;

    public static ReadOnlyMemory<byte> Write(KeyRequest request)
    {
        var utf8 = new ArrayBufferWriter<byte>();
        Write(request, utf8);
        return utf8.WrittenMemory;
    }

    public static void Write(KeyRequest request, IBufferWriter<byte> utf8)
    {
        ref var cache = ref _cachedWriter; // avoids further lookups of the thread's field
        var writer = cache ?? new Utf8JsonWriter(utf8);
        cache = null; // the caller's buffer could write another request on this thread
        writer.Reset(utf8);
        Write(request, writer);
        writer.Flush();
        writer.Reset(UnusedBuffer); // releases the caller's buffer
        cache = writer;
    }

    public static void Write(KeyRequest request, Utf8JsonWriter writer)
    {
        if (KeyRules.ResetIsUndefined.IsViolatedBy(request.LimitReset))
        {
            throw new InvalidKeyRequestException { Violations = [RuleViolation.From(KeyRules.ResetIsUndefined)] };
        }

        writer.WriteStartObject();
        writer.WriteString(Name, request.Name);
        if (request.LimitUsd is { } limit)
        {
            writer.WriteNumber(Limit, limit);
        }

        if (request.LimitReset != LimitReset.Never)
        {
            writer.WriteString(Reset, Intervals[request.LimitReset - LimitReset.Daily]);
        }

        if (request.IncludeByokInLimit is { } isIncluded)
        {
            writer.WriteBoolean(Byok, isIncluded);
        }

        if (request.Expiration is { } expiration)
        {
            writer.WriteString(ExpiresAt, expiration.UtcDateTime); // ends in Z, as the API requires; a DateTimeOffset would end in +00:00
        }

        if (request.CreatorUserId is { } creator)
        {
            writer.WriteString(Creator, creator);
        }

        if (request.WorkspaceId is { } workspace)
        {
            writer.WriteString(Workspace, workspace);
        }

        if (request.ExternalUser is { } user)
        {
            writer.WriteStartObject(External);
            writer.WriteString(User, user);
            if (request.ExternalApiKey is { } key)
            {
                writer.WriteString(ApiKey, key.Reveal());
            }

            writer.WriteEndObject();
        }

        writer.WriteEndObject();
    }
}
