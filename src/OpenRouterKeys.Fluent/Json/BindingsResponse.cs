using System.Text.Json;
using OpenRouterKeys.Fluent.Rules;

namespace OpenRouterKeys.Fluent.Json;

/// <summary>A page of a list with the list's length; null if the response does not contain it.</summary>
internal sealed record ListPage<T>(IReadOnlyList<T> Rows, int? TotalCount);

/// <summary>The keys that an object is bound to: a guardrail, a provider credential or an observability destination.</summary>
internal sealed record BoundKeys(string Id, IReadOnlyList<string> Hashes);

/// <summary>The policies of one type that apply to a key.</summary>
/// <param name="IsOptedOut">Whether the workspace's default policies of this type do not apply to the key.</param>
/// <param name="PolicyIds">The policies that are assigned to the key itself.</param>
/// <param name="DefaultPolicyIds">The workspace's default policies.</param>
internal sealed record PolicyState(bool IsOptedOut, IReadOnlyList<string> PolicyIds, IReadOnlyList<string> DefaultPolicyIds)
{
    /// <summary>Writes exactly the three properties that a change must repeat (<c>expected_assignment</c>).</summary>
    public void WriteTo(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteBoolean(ApiNames.OptedOut, IsOptedOut);
        WriteTexts(ApiNames.PolicyIds, PolicyIds);
        WriteTexts(ApiNames.WorkspaceDefaultPolicyIds, DefaultPolicyIds);
        json.WriteEndObject();

        void WriteTexts(string name, IReadOnlyList<string> texts)
        {
            json.WriteStartArray(name);
            foreach (var text in texts)
            {
                json.WriteStringValue(text);
            }

            json.WriteEndArray();
        }
    }
}

/// <summary>Reads the responses about workspaces and bindings. They are read strictly, because a binding that is not understood would be lost in a
/// rotation: each method returns null for a response of another shape, or one that contains a secret.</summary>
internal static class BindingsResponse
{
    public static Workspace? ReadWorkspace(JsonElement row, SecretGuard guard) =>
        Guid.TryParse(GetText(row, ApiNames.Id), out var id)
            ? new Workspace { Id = id, Name = guard.Scrub(GetText(row, ApiNames.Name)) ?? "", Slug = guard.Scrub(GetText(row, ApiNames.Slug)) ?? "" }
            : null;

    /// <summary>Reads the assignment of a guardrail to one key.</summary>
    public static BoundKeys? ReadAssignment(JsonElement row, SecretGuard guard) =>
        GetId(row, ApiNames.GuardrailId, guard) is { } id && GetText(row, ApiNames.KeyHash) is { Length: > 0 } hash ? new BoundKeys(id, [hash]) : null;

    /// <summary>Reads an object with a list of the keys that it applies to; without a list, it applies to all keys and is bound to none.</summary>
    public static BoundKeys? ReadBoundKeys(JsonElement row, string hashesProperty, SecretGuard guard) =>
        GetId(row, ApiNames.Id, guard) is { } id && GetTexts(row, hashesProperty, isNullable: true) is { } hashes ? new BoundKeys(id, hashes) : null;

    public static ListPage<T>? ReadPage<T>(ReadOnlyMemory<byte> body, SecretGuard guard, Func<JsonElement, SecretGuard, T?> readRow)
        where T : class
    {
        if (Parse(body) is not { } root || !root.TryGetProperty(ApiNames.Data, out var data) || data.ValueKind != JsonValueKind.Array)
        {
            return null;
        }

        var rows = data.EnumerateArray().Select(row => row.ValueKind == JsonValueKind.Object ? readRow(row, guard) : null).OfType<T>().ToList();
        return rows.Count < data.GetArrayLength() ? null
            : new(rows, root.TryGetProperty(ApiNames.TotalCount, out var total) && total.ValueKind == JsonValueKind.Number && total.TryGetInt32(out var count) ? count : null);
    }

    public static PolicyState? ReadPolicyState(ReadOnlyMemory<byte> body, SecretGuard guard) =>
        Parse(body) is { } root
            && root.TryGetProperty(ApiNames.Data, out var data)
            && data.ValueKind == JsonValueKind.Object
            && data.TryGetProperty(ApiNames.OptedOut, out var isOptedOut)
            && isOptedOut.ValueKind is JsonValueKind.True or JsonValueKind.False
            && GetTexts(data, ApiNames.PolicyIds) is { } ids
            && GetTexts(data, ApiNames.WorkspaceDefaultPolicyIds) is { } defaults
            && ids.All(id => guard.HashOrEmpty(id).Length > 0)
            ? new(isOptedOut.GetBoolean(), ids, defaults)
            : null;

    private static JsonElement? Parse(ReadOnlyMemory<byte> body)
    {
        try
        {
            var root = JsonElement.Parse(ResponseReader.ConvertToUtf8(body).Span);
            return root.ValueKind == JsonValueKind.Object ? root : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static string? GetId(JsonElement row, string name, SecretGuard guard) =>
        guard.HashOrEmpty(GetText(row, name)) is { Length: > 0 } id ? id : null;

    private static string? GetText(JsonElement row, string name) =>
        row.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? TryGetString(value) : null;

    private static List<string>? GetTexts(JsonElement row, string name, bool isNullable = false)
    {
        if (!row.TryGetProperty(name, out var value) || value.ValueKind == JsonValueKind.Null)
        {
            return isNullable ? [] : null;
        }

        if (value.ValueKind != JsonValueKind.Array)
        {
            return null;
        }

        var texts = value.EnumerateArray().Select(item => item.ValueKind == JsonValueKind.String ? TryGetString(item) : null).OfType<string>().ToList();
        return texts.Count == value.GetArrayLength() ? texts : null;
    }

    private static string? TryGetString(JsonElement value)
    {
        try
        {
            return value.GetString();
        }
        catch (InvalidOperationException) // a lone surrogate
        {
            return null;
        }
    }
}
