namespace OpenRouterKeys.Fluent;

/// <summary>Provides the management key, which may be rotated while the client lives, and the keys that messages must not contain.
/// Thread-safe.</summary>
internal sealed class ManagementKeySource
{
    // Messages of calls that started before a rotation may still contain the key before it.
    private const int MaxPreviousKeys = 4;

    private readonly Func<ManagementKey>? _getKey;
    private Secret[] _knownKeys;

    /// <summary>Creates a source of a key that never changes.</summary>
    public ManagementKeySource(ManagementKey key)
    {
        ArgumentNullException.ThrowIfNull(key);
        (FixedKey, _knownKeys) = (key, [key]);
    }

    /// <summary>Creates a source that calls a function of the caller for each key.</summary>
    public ManagementKeySource(Func<ManagementKey> getKey)
    {
        ArgumentNullException.ThrowIfNull(getKey, "key");
        (_getKey, _knownKeys) = (getKey, []);
    }

    /// <summary>The key that never changes; null if a function returns the keys.</summary>
    public ManagementKey? FixedKey { get; }

    /// <summary>The current key, if it was needed so far, and at most four previous keys, newest first. The array is never changed.</summary>
    public Secret[] KnownKeys => Volatile.Read(ref _knownKeys);

    /// <summary>Returns the key for the next request.</summary>
    /// <exception cref="InvalidOperationException">The function returned null. Its own exceptions are not caught.</exception>
    public Secret GetCurrent()
    {
        if (FixedKey is not null)
        {
            return FixedKey;
        }

        var key = _getKey!() ?? throw new InvalidOperationException("The function that returns the management key returned null. Return a key, or throw an exception.");
        for (var known = KnownKeys; known is not [var newest, ..] || !newest.Equals(key); known = KnownKeys)
        {
            Interlocked.CompareExchange(ref _knownKeys, [key, .. WithoutOldest(known, key)], known);
        }

        return key;
    }

    // A separate method, because its lambda would allocate memory for each call even if the key is unchanged.
    private static IEnumerable<Secret> WithoutOldest(Secret[] known, Secret current) => known.Where(key => !key.Equals(current)).Take(MaxPreviousKeys);
}
