namespace OpenRouterKeys.Fluent.Testing.Api;

/// <summary>The keys that exist, as they are now. Each change is one step, whatever runs beside it.</summary>
internal sealed class KeyStore(TimeProvider timeProvider)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, StoredKey> _keys = new(StringComparer.Ordinal);
    private Action<IReadOnlyList<KeyInfo>>? _save;
    private long _added;

    /// <summary>By time of creation, and among equals by order of arrival.</summary>
    public IReadOnlyList<KeyInfo> NewestFirst()
    {
        lock (_lock)
        {
            return Listed();
        }
    }

    public KeyInfo? Find(string hash)
    {
        lock (_lock)
        {
            return _keys.TryGetValue(hash, out var key) ? key.At(timeProvider.GetUtcNow()).Info : null;
        }
    }

    /// <returns>False where the hash is taken.</returns>
    public bool TryAdd(KeyInfo key) => TryAdd(key, timeProvider.GetUtcNow());

    /// <returns>The changed key; null where there is none with this hash.</returns>
    public KeyInfo? Change(string hash, Func<KeyInfo, KeyInfo> change)
    {
        lock (_lock)
        {
            if (!_keys.TryGetValue(hash, out var key))
            {
                return null;
            }

            var now = key.At(timeProvider.GetUtcNow());
            _keys[hash] = now with { Info = change(now.Info) };
            _save?.Invoke(Listed());
            return _keys[hash].Info;
        }
    }

    public bool Remove(string hash)
    {
        lock (_lock)
        {
            var removed = _keys.Remove(hash);
            _save?.Invoke(Listed());
            return removed;
        }
    }

    /// <summary>Takes the keys that a file holds, and keeps it up to date from now on.</summary>
    public void KeepIn(StateFile file)
    {
        lock (_lock)
        {
            var (keys, asOf) = file.Load();
            foreach (var key in keys.Reverse())
            {
                TryAdd(key, asOf ?? timeProvider.GetUtcNow());
            }

            _save = all => file.Save(all, timeProvider.GetUtcNow());
            _save(Listed()); // a file that cannot be written is told now, and not by the first call
        }
    }

    private bool TryAdd(KeyInfo key, DateTimeOffset asOf)
    {
        lock (_lock)
        {
            var added = _keys.TryAdd(key.Hash, new(key, key.CreatedAt ?? asOf, _added++, asOf));
            _save?.Invoke(Listed());
            return added;
        }
    }

    private List<KeyInfo> Listed()
    {
        var now = timeProvider.GetUtcNow();
        return [.. _keys.Values.OrderByDescending(key => key.Since).ThenByDescending(key => key.Number).Select(key => key.At(now).Info)];
    }

    private sealed record StoredKey(KeyInfo Info, DateTimeOffset Since, long Number, DateTimeOffset AsOf)
    {
        public StoredKey At(DateTimeOffset now) => this with { Info = Windows.Pass(Info, AsOf, now), AsOf = now };
    }
}
