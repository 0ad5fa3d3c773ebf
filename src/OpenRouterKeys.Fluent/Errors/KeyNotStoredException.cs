namespace OpenRouterKeys.Fluent;

/// <summary>The key was created, and could not be stored: it was deleted again, or is still there with a secret that nobody keeps. The
/// inner exception is what storing it threw.</summary>
/// <param name="message">What went wrong; null for a general text.</param>
/// <param name="innerException">The cause, where there is one.</param>
public sealed class KeyNotStoredException(string? message = null, Exception? innerException = null)
    : OpenRouterKeysException(message ?? "The new key could not be stored.", innerException)
{
    /// <summary>The key that was created.</summary>
    public required KeyInfo Key { get; init; }

    /// <summary>Whether the key was deleted again. False: it may still be there, and is to be deleted by its hash.</summary>
    public bool IsDeleted { get; init; }
}
