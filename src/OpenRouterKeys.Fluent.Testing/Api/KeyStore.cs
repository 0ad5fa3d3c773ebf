using OpenRouterKeys.Fluent.Rules;

namespace OpenRouterKeys.Fluent.Testing.Api;

/// <summary>The existing keys with their current usage. Thread-safe: each update is atomic.</summary>
internal sealed class KeyStore(WorkspaceStore workspaces, TimeProvider timeProvider)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, StoredKey> _keys = new(StringComparer.Ordinal);
    private Action<IReadOnlyList<KeyInfo>>? _save;
    private long _addedCount;

    /// <summary>Returns a key's workspace. A key with an unreadable workspace id is in the default one.</summary>
    public static Guid WorkspaceOf(KeyInfo key) => key.WorkspaceId ?? WorkspaceStore.DefaultId;

    /// <summary>Returns all keys by creation time; keys with the same time are ordered by when they were added.</summary>
    public IReadOnlyList<KeyInfo> NewestFirst()
    {
        lock (_lock)
        {
            return GetAll();
        }
    }

    public KeyInfo? Find(string hash)
    {
        lock (_lock)
        {
            return _keys.TryGetValue(hash, out var key) ? key.At(timeProvider.GetUtcNow()).Info : null;
        }
    }

    /// <returns>False if a key with this hash exists.</returns>
    public bool TryAdd(KeyInfo key) => TryAdd(key, timeProvider.GetUtcNow());

    /// <returns>The updated key; null if there is no key with this hash.</returns>
    public KeyInfo? Update(string hash, Func<KeyInfo, KeyInfo> update)
    {
        lock (_lock)
        {
            if (!_keys.TryGetValue(hash, out var key))
            {
                return null;
            }

            var current = key.At(timeProvider.GetUtcNow());
            _keys[hash] = current with { Info = update(current.Info) };
            _save?.Invoke(GetAll());
            return _keys[hash].Info;
        }
    }

    /// <returns>The updated key; null if there is no key with this hash.</returns>
    public KeyInfo? Spend(string hash, decimal usd) => Update(hash, key => UsageAccounting.Spend(key, usd, timeProvider.GetUtcNow()));

    public bool Remove(string hash)
    {
        lock (_lock)
        {
            var isRemoved = _keys.Remove(hash);
            _save?.Invoke(GetAll());
            return isRemoved;
        }
    }

    /// <summary>Adds the keys and workspaces of a file, and writes every later change to it.</summary>
    public void Persist(StateFile file)
    {
        lock (_lock)
        {
            var (keys, knownWorkspaces, asOf) = file.Load();
            foreach (var workspace in knownWorkspaces)
            {
                workspaces.Add(workspace);
            }

            foreach (var key in keys.Reverse())
            {
                TryAdd(key, asOf ?? timeProvider.GetUtcNow());
            }

            _save = all => file.Save(all, [.. workspaces.All.Select(known => known.Workspace)], timeProvider.GetUtcNow());
            _save(GetAll()); // so that a file that cannot be written fails here, not on the first request
        }
    }

    private bool TryAdd(KeyInfo key, DateTimeOffset asOf)
    {
        key = key.AdditionalProperties.ContainsKey(ApiNames.WorkspaceId) ? key : key with { WorkspaceId = WorkspaceOf(key) };
        lock (_lock)
        {
            workspaces.AddIfMissing(WorkspaceOf(key));
            var isAdded = _keys.TryAdd(key.Hash, new(key, key.CreatedAt ?? asOf, _addedCount++, asOf));
            _save?.Invoke(GetAll());
            return isAdded;
        }
    }

    private List<KeyInfo> GetAll()
    {
        var now = timeProvider.GetUtcNow();
        return [.. _keys.Values.OrderByDescending(key => key.CreatedAt).ThenByDescending(key => key.Number).Select(key => key.At(now).Info)];
    }

    /// <param name="Info">The key, with its usage as of <paramref name="AsOf"/>.</param>
    /// <param name="CreatedAt">When the key was created, or added if its creation time is unknown.</param>
    /// <param name="Number">How many keys were added before this one.</param>
    /// <param name="AsOf">The time of the usage.</param>
    private sealed record StoredKey(KeyInfo Info, DateTimeOffset CreatedAt, long Number, DateTimeOffset AsOf)
    {
        public StoredKey At(DateTimeOffset now) => this with { Info = UsageAccounting.Advance(Info, AsOf, now), AsOf = now };
    }
}
