using OpenRouterKeys.Fluent.Rules;

namespace OpenRouterKeys.Fluent.Testing.Api;

/// <summary>The existing keys with their current usage. Thread-safe: each update is atomic.</summary>
internal sealed class KeyStore(WorkspaceStore workspaces, TimeProvider timeProvider)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, StoredKey> _keys = new(StringComparer.Ordinal);
    private List<StoredKey>? _newestFirst; // kept until the next change, because a list is read page by page
    private long _addedCount;

    /// <summary>Receives every change.</summary>
    public Action<StateChange>? Changed { get; set; }

    /// <summary>Returns a key's workspace. A key with an unreadable workspace id is in the default one.</summary>
    public static Guid WorkspaceOf(KeyInfo key) => key.WorkspaceId ?? WorkspaceStore.DefaultId;

    /// <summary>Returns keys by creation time; keys with the same time are ordered by when they were added.</summary>
    /// <param name="isIncluded">Selects the keys, whose usage may be of an earlier time; null: all.</param>
    /// <param name="offset">How many of the selected keys to omit.</param>
    /// <param name="maxCount">How many keys to return at most.</param>
    public IReadOnlyList<KeyInfo> NewestFirst(Func<KeyInfo, bool>? isIncluded = null, int offset = 0, int maxCount = int.MaxValue)
    {
        lock (_lock)
        {
            var now = timeProvider.GetUtcNow();
            return
            [
                .. Sorted().Select(key => key.Value)
                    .Where(key => isIncluded?.Invoke(key.Key) ?? true)
                    .Skip(offset)
                    .Take(maxCount)
                    .Select(key => key.KeyAt(now)),
            ];
        }
    }

    /// <summary>Returns the changes that result in these keys.</summary>
    public IReadOnlyList<StateChange> OldestFirst()
    {
        lock (_lock)
        {
            return [.. Sorted().Select(key => key.Value).Reverse()];
        }
    }

    public KeyInfo? Find(string hash)
    {
        lock (_lock)
        {
            return _keys.TryGetValue(hash, out var key) ? key.Value.KeyAt(timeProvider.GetUtcNow()) : null;
        }
    }

    /// <returns>False if a key with this hash exists.</returns>
    public bool TryAdd(KeyInfo key)
    {
        lock (_lock)
        {
            var now = timeProvider.GetUtcNow();
            return !_keys.ContainsKey(key.Hash) && Store(new(key, key.CreatedAt ?? now, now)) is not null;
        }
    }

    /// <returns>The updated key; null if there is no key with this hash.</returns>
    public KeyInfo? Update(string hash, Func<KeyInfo, KeyInfo> update)
    {
        lock (_lock)
        {
            var now = timeProvider.GetUtcNow();
            return _keys.TryGetValue(hash, out var key) ? Store(new(update(key.Value.KeyAt(now)), key.Value.CreatedAt, now)) : null;
        }
    }

    /// <returns>The updated key; null if there is no key with this hash.</returns>
    public KeyInfo? Spend(string hash, decimal usd) => Update(hash, key => UsageAccounting.Spend(key, usd, timeProvider.GetUtcNow()));

    /// <summary>Adds or replaces a key.</summary>
    public KeyInfo Store(StateChange.KeyStored change)
    {
        var key = change.Key;
        key = key.AdditionalProperties.ContainsKey(ApiNames.WorkspaceId) ? key : key with { WorkspaceId = WorkspaceOf(key) };
        lock (_lock)
        {
            workspaces.AddIfMissing(WorkspaceOf(key));
            var stored = change with { Key = key };
            _keys[key.Hash] = new(stored, _keys.TryGetValue(key.Hash, out var known) ? known.Number : _addedCount++);
            _newestFirst = null;
            Changed?.Invoke(stored);
            return key;
        }
    }

    public bool Remove(string hash)
    {
        lock (_lock)
        {
            if (!_keys.Remove(hash))
            {
                return false;
            }

            _newestFirst = null;
            Changed?.Invoke(new StateChange.KeyDeleted(hash));
            return true;
        }
    }

    /// <summary>Removes all keys without reporting the changes.</summary>
    /// <returns>The hashes of the removed keys.</returns>
    public HashSet<string> Clear()
    {
        lock (_lock)
        {
            var hashes = _keys.Keys.ToHashSet(StringComparer.Ordinal);
            _keys.Clear();
            _newestFirst = null;
            return hashes;
        }
    }

    private List<StoredKey> Sorted() =>
        _newestFirst ??= [.. _keys.Values.OrderByDescending(key => key.Value.CreatedAt).ThenByDescending(key => key.Number)];

    /// <param name="Value">The key.</param>
    /// <param name="Number">How many keys were added before this one.</param>
    private sealed record StoredKey(StateChange.KeyStored Value, long Number);
}
