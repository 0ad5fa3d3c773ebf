using System.Buffers;
using System.Text.Json;
using OpenRouterKeys.Fluent.Rules;

namespace OpenRouterKeys.Fluent.Json;

/// <summary>The wire form of a request: one canonical text, since absent and null mean the same on create. Written by hand, because
/// System.Text.Json's source generator boxes every nullable value and takes the slow way for it.</summary>
internal static class RequestWriter
{
    private static readonly JsonEncodedText Name = JsonEncodedText.Encode(PropertyNames.Name);
    private static readonly JsonEncodedText Limit = JsonEncodedText.Encode(PropertyNames.Limit);
    private static readonly JsonEncodedText Reset = JsonEncodedText.Encode(PropertyNames.LimitReset);
    private static readonly JsonEncodedText Byok = JsonEncodedText.Encode(PropertyNames.IncludeByokInLimit);
    private static readonly JsonEncodedText ExpiresAt = JsonEncodedText.Encode(PropertyNames.ExpiresAt);
    private static readonly JsonEncodedText Creator = JsonEncodedText.Encode(PropertyNames.CreatorUserId);
    private static readonly JsonEncodedText Workspace = JsonEncodedText.Encode(PropertyNames.WorkspaceId);

    // By the interval's number, from the first that is sent.
    private static readonly JsonEncodedText[] Intervals =
        [.. new[] { LimitReset.Daily, LimitReset.Weekly, LimitReset.Monthly }.Select(interval => JsonEncodedText.Encode(IntervalNames.Of(interval)!))];

    // Idle writers hold it, and none writes to it.
    private static readonly ArrayBufferWriter<byte> Nowhere = new();

    [ThreadStatic]
    private static Utf8JsonWriter? _idle;

    public static ReadOnlyMemory<byte> Write(KeyRequest request)
    {
        var utf8 = new ArrayBufferWriter<byte>();
        Write(request, utf8);
        return utf8.WrittenMemory;
    }

    public static void Write(KeyRequest request, IBufferWriter<byte> utf8)
    {
        ref var idle = ref _idle; // of this thread, looked for once
        var writer = idle ?? new Utf8JsonWriter(utf8);
        idle = null; // the buffer is the caller's code, and may write a request itself
        writer.Reset(utf8);
        Write(request, writer);
        writer.Flush();
        writer.Reset(Nowhere); // lets go of the caller's buffer
        idle = writer;
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

        if (request.IncludeByokInLimit is { } byok)
        {
            writer.WriteBoolean(Byok, byok);
        }

        if (request.Expiration is { } expiry)
        {
            writer.WriteString(ExpiresAt, expiry.UtcDateTime); // a DateTime in UTC gets the Z that the API wants, a DateTimeOffset +00:00
        }

        if (request.CreatorUserId is { } creator)
        {
            writer.WriteString(Creator, creator);
        }

        if (request.WorkspaceId is { } workspace)
        {
            writer.WriteString(Workspace, workspace);
        }

        writer.WriteEndObject();
    }
}
