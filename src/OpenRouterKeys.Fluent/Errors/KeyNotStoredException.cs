namespace OpenRouterKeys.Fluent;

/// <summary>The exception that is thrown when a key was created and could not be stored. The inner exception is the one that <c>store</c>
/// threw. The key was deleted if <see cref="IsDeleted"/> is true; otherwise it may still exist, and its secret is lost: delete it.</summary>
/// <param name="message">The message; null: a default message.</param>
/// <param name="innerException">The cause; null: none.</param>
public sealed class KeyNotStoredException(string? message = null, Exception? innerException = null)
    : OpenRouterKeysException(message ?? "The new key could not be stored. Unless IsDeleted is true, delete it by its hash.", innerException)
{
    /// <summary>The key that was created.</summary>
    public required KeyInfo Key { get; init; }

    /// <summary>Whether the key was deleted. False: it may still exist. Delete it by its <see cref="KeyInfo.Hash"/>.</summary>
    public required bool IsDeleted { get; init; }
}
