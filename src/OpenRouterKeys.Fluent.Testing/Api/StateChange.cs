using System.Text.Json;
using OpenRouterKeys.Fluent.Rules;

namespace OpenRouterKeys.Fluent.Testing.Api;

/// <summary>A change of the keys or workspaces: one line of a state file.</summary>
internal abstract record StateChange
{
    private const string AsOf = "as_of";
    private const string AddedAt = "added_at";
    private const string DeletedHash = "deleted_hash";
    private const string Workspace = "workspace";
    private const string Workspaces = "workspaces";

    private StateChange()
    {
    }

    /// <exception cref="JsonException">The line is not JSON.</exception>
    /// <exception cref="InvalidOperationException">A value has another type.</exception>
    /// <exception cref="FormatException">A value has another format.</exception>
    /// <exception cref="KeyNotFoundException">A property is missing.</exception>
    public static StateChange Read(ReadOnlyMemory<byte> line)
    {
        using var json = JsonDocument.Parse(line);
        var root = json.RootElement;
        if (root.TryGetProperty(ApiNames.Data, out var key))
        {
            var addedAt = root.TryGetProperty(AddedAt, out var value) ? value.GetDateTimeOffset() : (DateTimeOffset?)null;
            return ReadKey(key, root.GetProperty(AsOf).GetDateTimeOffset(), addedAt);
        }

        return root.TryGetProperty(DeletedHash, out var hash)
            ? new KeyDeleted(hash.GetString() ?? "")
            : new WorkspaceStored(ReadWorkspace(root.GetProperty(Workspace)));
    }

    /// <summary>Reads a file of an earlier version, which is one JSON object with all keys, newest first.</summary>
    /// <inheritdoc cref="Read" path="/exception"/>
    public static IReadOnlyList<StateChange> ReadObject(ReadOnlyMemory<byte> text)
    {
        using var json = JsonDocument.Parse(text);
        var root = json.RootElement;
        var asOf = root.GetProperty(AsOf).GetDateTimeOffset();
        var keys = root.GetProperty(ApiNames.Data).EnumerateArray().Select(key => ReadKey(key, asOf, addedAt: null)).Reverse();
        return root.TryGetProperty(Workspaces, out var workspaces)
            ? [.. workspaces.EnumerateArray().Select(workspace => new WorkspaceStored(ReadWorkspace(workspace))), .. keys]
            : [.. keys];
    }

    public void Write(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        WriteProperties(json);
        json.WriteEndObject();
    }

    protected abstract void WriteProperties(Utf8JsonWriter json);

    private static KeyStored ReadKey(JsonElement json, DateTimeOffset asOf, DateTimeOffset? addedAt)
    {
        var key = KeyJson.Read(json);
        return new(key, key.CreatedAt ?? addedAt ?? asOf, asOf);
    }

    private static Workspace ReadWorkspace(JsonElement json) => new()
    {
        Id = json.GetProperty(ApiNames.Id).GetGuid(),
        Name = json.GetProperty(ApiNames.Name).GetString() ?? "",
        Slug = json.GetProperty(ApiNames.Slug).GetString() ?? "",
    };

    /// <summary>A key was added or updated.</summary>
    /// <param name="Key">The key, with its usage as of <paramref name="UsageAsOf"/>.</param>
    /// <param name="CreatedAt">When the key was created, or added if its creation time is unknown.</param>
    /// <param name="UsageAsOf">The time of the usage.</param>
    internal sealed record KeyStored(KeyInfo Key, DateTimeOffset CreatedAt, DateTimeOffset UsageAsOf) : StateChange
    {
        public KeyInfo KeyAt(DateTimeOffset now) => UsageAccounting.Advance(Key, UsageAsOf, now);

        protected override void WriteProperties(Utf8JsonWriter json)
        {
            json.WriteString(AsOf, UsageAsOf);
            if (Key.CreatedAt is null)
            {
                json.WriteString(AddedAt, CreatedAt);
            }

            json.WritePropertyName(ApiNames.Data);
            KeyJson.Write(Key, json);
        }
    }

    internal sealed record KeyDeleted(string Hash) : StateChange
    {
        protected override void WriteProperties(Utf8JsonWriter json) => json.WriteString(DeletedHash, Hash);
    }

    /// <summary>A workspace was added or renamed.</summary>
    internal sealed record WorkspaceStored(Workspace Value) : StateChange
    {
        protected override void WriteProperties(Utf8JsonWriter json)
        {
            json.WriteStartObject(Workspace);
            json.WriteString(ApiNames.Id, Value.Id);
            json.WriteString(ApiNames.Name, Value.Name);
            json.WriteString(ApiNames.Slug, Value.Slug);
            json.WriteEndObject();
        }
    }
}
