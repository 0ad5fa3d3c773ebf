namespace OpenRouterKeys.Fluent;

/// <summary>The exception that is thrown when a rotation could not give the new key the old key's bindings, or could not disable the new key although the
/// old key is disabled. The new key's secret was not handed out, and the old key is unchanged. If <see cref="IsDeleted"/> is false, the
/// <see cref="NewKey"/>, if there is one, may still exist: delete it.</summary>
/// <param name="message">The message; null: a default message.</param>
/// <param name="innerException">The cause; null: none.</param>
public sealed class KeyNotBoundException(string? message = null, Exception? innerException = null)
    : OpenRouterKeysException(
        message ?? "The new key could not be given the old key's bindings. The old key is unchanged. Unless IsDeleted is true, delete the new key by its hash.",
        innerException)
{
    /// <summary>The old key, which is unchanged.</summary>
    public required KeyInfo OldKey { get; init; }

    /// <summary>The new key. Null: none was created, because the old key's bindings could not be read.</summary>
    public KeyInfo? NewKey { get; init; }

    /// <summary>Whether the new key was deleted. False if none was created.</summary>
    public required bool IsDeleted { get; init; }

    /// <summary>The bindings that the new key lacks, and those that could not be read.</summary>
    public required KeyBindings Missing { get; init; }
}
