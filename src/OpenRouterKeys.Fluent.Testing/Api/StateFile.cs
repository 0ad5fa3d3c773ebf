using System.Text.Json;
using OpenRouterKeys.Fluent.Rules;

namespace OpenRouterKeys.Fluent.Testing.Api;

/// <summary>A file with the simulator's keys, in the JSON form of the API's list, the time of their usage, and the workspaces. It contains hashes,
/// but no secrets, and neither workspaces' management keys nor bindings.</summary>
internal sealed class StateFile(string path)
{
    private const string AsOf = "as_of";
    private const string Workspaces = "workspaces";
    private const string Id = "id";
    private const string Name = "name";
    private const string Slug = "slug";

    /// <returns>No keys and no time if the file does not exist; no workspaces if an earlier version wrote the file.</returns>
    public (IReadOnlyList<KeyInfo> Keys, IReadOnlyList<Workspace> Workspaces, DateTimeOffset? AsOf) Load()
    {
        if (!File.Exists(path))
        {
            return ([], [], null);
        }

        try
        {
            using var state = JsonDocument.Parse(File.ReadAllBytes(path));
            return (
                [.. state.RootElement.GetProperty(ApiNames.Data).EnumerateArray().Select(KeyJson.Read)],
                state.RootElement.TryGetProperty(Workspaces, out var workspaces) ? [.. workspaces.EnumerateArray().Select(ReadWorkspace)] : [],
                state.RootElement.GetProperty(AsOf).GetDateTimeOffset());
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or FormatException or KeyNotFoundException)
        {
            throw new InvalidDataException(
                $"{path} is not a state file of the simulator. Use another path, or delete the file to start without keys.", exception);
        }
    }

    /// <summary>Replaces the file in one step, so that a failed write leaves the previous content.</summary>
    public void Save(IReadOnlyList<KeyInfo> keys, IReadOnlyList<Workspace> workspaces, DateTimeOffset asOf)
    {
        var temporary = $"{path}.{Guid.NewGuid():N}";
        try
        {
            Write(temporary, keys, workspaces, asOf);
            File.Move(temporary, path, overwrite: true);
        }
        catch
        {
            File.Delete(temporary);
            throw;
        }
    }

    private static void Write(string path, IReadOnlyList<KeyInfo> keys, IReadOnlyList<Workspace> workspaces, DateTimeOffset asOf)
    {
        using var stream = File.Create(path);
        using var json = new Utf8JsonWriter(stream, new() { Indented = true });
        json.WriteStartObject();
        json.WriteString(AsOf, asOf);
        json.WriteStartArray(ApiNames.Data);
        foreach (var key in keys)
        {
            KeyJson.Write(key, json);
        }

        json.WriteEndArray();
        json.WriteStartArray(Workspaces);
        foreach (var workspace in workspaces)
        {
            json.WriteStartObject();
            json.WriteString(Id, workspace.Id);
            json.WriteString(Name, workspace.Name);
            json.WriteString(Slug, workspace.Slug);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static Workspace ReadWorkspace(JsonElement workspace) => new()
    {
        Id = workspace.GetProperty(Id).GetGuid(),
        Name = workspace.GetProperty(Name).GetString() ?? "",
        Slug = workspace.GetProperty(Slug).GetString() ?? "",
    };
}
