using System.Text.Json;
using OpenRouterKeys.Fluent.Json;
using OpenRouterKeys.Fluent.Rules;

namespace OpenRouterKeys.Fluent.Testing.Api;

/// <summary>A file with the simulator's keys, in the JSON form of the API's list, and the time of their usage. It contains hashes, but no
/// secrets.</summary>
internal sealed class StateFile(string path, ManagementKey managementKey)
{
    private const string AsOf = "as_of";

    /// <returns>No keys and no time if the file does not exist.</returns>
    public (IReadOnlyList<KeyInfo> Keys, DateTimeOffset? AsOf) Load()
    {
        if (!File.Exists(path))
        {
            return ([], null);
        }

        try
        {
            var bytes = File.ReadAllBytes(path);
            using var state = JsonDocument.Parse(bytes);
            return (KeyResponse.ReadKeys(bytes, managementKey) ?? throw new JsonException(), state.RootElement.GetProperty(AsOf).GetDateTimeOffset());
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or FormatException or KeyNotFoundException)
        {
            throw new InvalidDataException(
                $"{path} is not a state file of the simulator. Use another path, or delete the file to start without keys.", exception);
        }
    }

    /// <summary>Replaces the file in one step, so that a failed write leaves the previous content.</summary>
    public void Save(IReadOnlyList<KeyInfo> keys, DateTimeOffset asOf)
    {
        var temporary = $"{path}.{Guid.NewGuid():N}";
        try
        {
            Write(temporary, keys, asOf);
            File.Move(temporary, path, overwrite: true);
        }
        catch
        {
            File.Delete(temporary);
            throw;
        }
    }

    private static void Write(string path, IReadOnlyList<KeyInfo> keys, DateTimeOffset asOf)
    {
        using var stream = File.Create(path);
        using var json = new Utf8JsonWriter(stream, new() { Indented = true });
        json.WriteStartObject();
        json.WriteString(AsOf, asOf);
        json.WriteStartArray(ApiNames.Data);
        foreach (var key in keys)
        {
            KeyInfoWriter.Write(key, json);
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }
}
