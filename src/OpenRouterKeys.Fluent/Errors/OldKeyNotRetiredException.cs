namespace OpenRouterKeys.Fluent;

/// <summary>The exception that is thrown when a rotation created and stored the new key, but could not disable or delete the old one: both may
/// work. The inner exception is the cause. Disable or delete the old key by its hash.</summary>
/// <param name="message">The message; null: a default message.</param>
/// <param name="innerException">The cause; null: none.</param>
public sealed class OldKeyNotRetiredException(string? message = null, Exception? innerException = null)
    : OpenRouterKeysException(message ?? "The new key was stored, but the old one may still work. Disable or delete the old key by its hash.", innerException)
{
    /// <summary>The old key, as it was before the rotation.</summary>
    public required KeyInfo OldKey { get; init; }

    /// <summary>The new key, which was stored.</summary>
    public required KeyInfo NewKey { get; init; }

    /// <summary>What was bound to the old key and not transferred, as in <see cref="RotatedKey.NotTransferred"/>.</summary>
    public IReadOnlyList<string> NotTransferred { get; init; } = [];
}
