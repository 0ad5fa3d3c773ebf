using System.Text.Json;

namespace OpenRouterKeys.Fluent.Benchmarks;

/// <summary>A writer written by hand for speed, with pre-encoded property names.</summary>
internal static class HandWrittenWriter
{
    private static readonly JsonEncodedText Name = JsonEncodedText.Encode("name");
    private static readonly JsonEncodedText Limit = JsonEncodedText.Encode("limit");
    private static readonly JsonEncodedText Reset = JsonEncodedText.Encode("limit_reset");
    private static readonly JsonEncodedText Byok = JsonEncodedText.Encode("include_byok_in_limit");
    private static readonly JsonEncodedText Expiration = JsonEncodedText.Encode("expires_at");
    private static readonly JsonEncodedText Creator = JsonEncodedText.Encode("creator_user_id");
    private static readonly JsonEncodedText Workspace = JsonEncodedText.Encode("workspace_id");

    public static void Write(PlainRequest request, Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString(Name, request.Name);
        if (request.Limit is { } limit)
        {
            json.WriteNumber(Limit, limit);
        }

        if (request.LimitReset is { } reset)
        {
            json.WriteString(Reset, reset);
        }

        if (request.IncludeByokInLimit is { } byok)
        {
            json.WriteBoolean(Byok, byok);
        }

        if (request.ExpiresAt is { } expiration)
        {
            json.WriteString(Expiration, expiration);
        }

        if (request.CreatorUserId is { } creator)
        {
            json.WriteString(Creator, creator);
        }

        if (request.WorkspaceId is { } workspace)
        {
            json.WriteString(Workspace, workspace);
        }

        json.WriteEndObject();
        json.Flush();
    }
}
