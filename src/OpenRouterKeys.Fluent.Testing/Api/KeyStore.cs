namespace OpenRouterKeys.Fluent.Testing.Api;

/// <summary>The keys that exist. Each change is one step, whatever runs beside it.</summary>
internal sealed class KeyStore
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, StoredKey> _keys = new(StringComparer.Ordinal);
    private long _added;

    /// <summary>By time of creation, and among equals by order of arrival.</summary>
    public IReadOnlyList<KeyInfo> NewestFirst()
    {
        lock (_lock)
        {
            return [.. _keys.Values.OrderByDescending(key => key.Since).ThenByDescending(key => key.Number).Select(key => key.Info)];
        }
    }

    public KeyInfo? Find(string hash)
    {
        lock (_lock)
        {
            return _keys.GetValueOrDefault(hash)?.Info;
        }
    }

    /// <returns>False where the hash is taken.</returns>
    public bool TryAdd(KeyInfo key)
    {
        lock (_lock)
        {
            return _keys.TryAdd(key.Hash, new(key, key.CreatedAt ?? TimeProvider.System.GetUtcNow(), _added++));
        }
    }

    /// <returns>The changed key; null where there is none with this hash.</returns>
    public KeyInfo? Change(string hash, Func<KeyInfo, KeyInfo> change)
    {
        lock (_lock)
        {
            if (!_keys.TryGetValue(hash, out var key))
            {
                return null;
            }

            _keys[hash] = key with { Info = change(key.Info) };
            return _keys[hash].Info;
        }
    }

    public bool Remove(string hash)
    {
        lock (_lock)
        {
            return _keys.Remove(hash);
        }
    }

    private sealed record StoredKey(KeyInfo Info, DateTimeOffset Since, long Number);
}
