using System.Text.Json;
using System.Text.Json.Serialization;
using OpenRouterKeys.Cli.Input;
using OpenRouterKeys.Cli.Secrets;
using OpenRouterKeys.Fluent;

namespace OpenRouterKeys.Cli.Apply;

/// <summary>The keys that a run is about to create, in a file beside their secrets. If the run is interrupted, the next one finds the keys that were
/// created, but whose secrets were not stored. The file is deleted when the outcome of each creation is known.</summary>
internal sealed class Journal
{
    // How far the clocks of this machine and of the API may differ.
    private static readonly TimeSpan ClockSkew = TimeSpan.FromMinutes(5);

    private readonly Lock _lock = new(); // after an interruption, creations may still end in the background
    private readonly string _path;
    private readonly ISecretStore _secrets;
    private readonly Dictionary<(Guid? Workspace, string Name), DateTimeOffset> _plannedCreations;

    private Journal(string path, ISecretStore secrets, IEnumerable<JournalEntry> entries)
    {
        (_path, _secrets) = (path, secrets);
        _plannedCreations = [];
        foreach (var entry in entries.OrderBy(entry => entry.Since))
        {
            _plannedCreations.TryAdd((entry.WorkspaceId, entry.Name), entry.Since);
        }
    }

    public string Path => System.IO.Path.GetFullPath(_path);

    /// <exception cref="UsageException">The file cannot be read.</exception>
    public static Journal Open(ISecretStore secrets)
    {
        var path = secrets.JournalPath;
        try
        {
            var entries = File.Exists(path) ? JsonSerializer.Deserialize(File.ReadAllBytes(path), JournalJson.Default.JournalEntryArray) : [];
            return entries is not null && !Array.Exists(entries, entry => entry?.Name is null) ? new(path, secrets, entries) : throw new JsonException();
        }
        catch (JsonException)
        {
            throw new UsageException(
                $"{path} is not a journal of this command. Check for keys whose secrets were not stored, and delete the file. Nothing was sent.");
        }
        catch (Exception exception) when (FileError.Describe(exception, path) is { } error)
        {
            throw new UsageException($"{path} cannot be read: {error}. Nothing was sent.");
        }
    }

    /// <summary>Returns whether an interrupted run probably created a key without storing its secret. A key that was used is not one.</summary>
    /// <param name="workspaceId">The workspace under which the key was listed; null: the default workspace.</param>
    /// <param name="key">The key.</param>
    public bool IsOrphan(Guid? workspaceId, KeyInfo key) =>
        _plannedCreations.TryGetValue((workspaceId, key.Name), out var since)
        && !(since - key.CreatedAt > ClockSkew)
        && key.LastUsedAt is null && key.Usage == default && key.ByokUsage == default
        && !_secrets.Contains(key);

    /// <summary>Writes the keys that are about to be created to the disk.</summary>
    /// <exception cref="UsageException">The file cannot be written.</exception>
    public void Begin(IEnumerable<KeyRequest> requests, DateTimeOffset now)
    {
        foreach (var request in requests)
        {
            _plannedCreations.TryAdd((request.WorkspaceId, request.Name), now); // an orphan that is to be replaced keeps its earlier time
        }

        try
        {
            Save();
        }
        catch (Exception exception) when (FileError.Describe(exception, _path) is { } error)
        {
            throw new UsageException($"{_path} cannot be written: {error}. Nothing was changed.");
        }
    }

    /// <summary>Removes creations that were not started.</summary>
    public void Cancel(IEnumerable<KeyRequest> requests, DateTimeOffset since)
    {
        foreach (var creation in requests.Select(request => (request.WorkspaceId, request.Name)).Where(creation => _plannedCreations[creation] == since))
        {
            _plannedCreations.Remove(creation);
        }

        End();
    }

    /// <summary>Removes a creation whose outcome is known.</summary>
    public void Complete(Guid? workspaceId, string name)
    {
        lock (_lock)
        {
            _plannedCreations.Remove((workspaceId, name));
        }
    }

    /// <summary>Removes the creations in the given workspaces, except those of the given orphans.</summary>
    public void CompleteAllExcept(IReadOnlyCollection<(Guid? Workspace, KeyInfo Key)> orphans, IReadOnlyCollection<Guid?> workspaces)
    {
        var unstored = orphans.Select(orphan => (orphan.Workspace, orphan.Key.Name)).ToHashSet();
        foreach (var creation in _plannedCreations.Keys.Where(planned => workspaces.Contains(planned.Workspace) && !unstored.Contains(planned)).ToList())
        {
            _plannedCreations.Remove(creation);
        }
    }

    /// <summary>Keeps only the keys that are not completed; deletes the file if there are none.</summary>
    public void End()
    {
        try
        {
            Save();
        }
        catch (Exception exception) when (FileError.Describe(exception, _path) is not null)
        {
            // The file then has too many entries. Those of stored keys have no effect.
        }
    }

    /// <summary>Whether there are neither creations of unknown outcome nor orphans.</summary>
    public bool IsEmpty
    {
        get
        {
            lock (_lock)
            {
                return _plannedCreations.Count == 0;
            }
        }
    }

    private void Save()
    {
        JournalEntry[] entries;
        lock (_lock)
        {
            entries = [.. _plannedCreations.Select(entry => new JournalEntry(entry.Key.Name, entry.Key.Workspace, entry.Value))];
        }

        if (entries.Length == 0)
        {
            File.Delete(_path);
            return;
        }

        var temporary = _path + ".new";
        File.Delete(temporary);
        using (var stream = SecretFile.CreateNew(temporary))
        {
            JsonSerializer.Serialize(stream, entries, JournalJson.Default.JournalEntryArray);
            ((FileStream)stream).Flush(flushToDisk: true);
        }

        File.Move(temporary, _path, overwrite: true);
    }
}

/// <param name="Name">The key's name.</param>
/// <param name="WorkspaceId">Its workspace; null: the default workspace.</param>
/// <param name="Since">When the run began to create keys.</param>
internal sealed record JournalEntry(string Name, Guid? WorkspaceId, DateTimeOffset Since);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(JournalEntry[]))]
internal sealed partial class JournalJson : JsonSerializerContext;
