using System.Text.Json;
using OpenRouterKeys.Fluent.Rules;
using OpenRouterKeys.Fluent.Json;

namespace OpenRouterKeys.Fluent.Testing.Api;

/// <summary>Keys in a file, in the shape of the API's list, with the instant that their usage is of. No secrets: a key's hash is made of its.</summary>
internal sealed class StateFile(string path, ManagementKey managementKey)
{
    private const string AsOf = "as_of";

    /// <summary>None where there is no file yet.</summary>
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
            throw new InvalidDataException($"{path} holds no state of a simulator: give another file, or delete this one to begin anew.", exception);
        }
    }

    /// <summary>As a whole or not at all: what was there stays until the new text is on the disk.</summary>
    public void Save(IReadOnlyList<KeyInfo> keys, DateTimeOffset asOf)
    {
        var half = $"{path}.{Guid.NewGuid():N}";
        try
        {
            Write(half, keys, asOf);
            File.Move(half, path, overwrite: true);
        }
        catch
        {
            File.Delete(half);
            throw;
        }
    }

    private static void Write(string path, IReadOnlyList<KeyInfo> keys, DateTimeOffset asOf)
    {
        using var stream = File.Create(path);
        using var json = new Utf8JsonWriter(stream, new() { Indented = true });
        json.WriteStartObject();
        json.WriteString(AsOf, asOf);
        json.WriteStartArray(PropertyNames.Data);
        foreach (var key in keys)
        {
            KeyInfoWriter.Write(key, json);
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }
}
