namespace OpenRouterKeys.Fluent;

/// <summary>A rotation has created and stored the new key, and could not switch the old one off: both may work. The inner exception says
/// why; switch the old one off by its hash.</summary>
/// <param name="message">What went wrong; null for a general text.</param>
/// <param name="innerException">The cause, where there is one.</param>
public sealed class OldKeyNotRetiredException(string? message = null, Exception? innerException = null)
    : OpenRouterKeysException(message ?? "The new key was stored, and the old one could not be switched off.", innerException)
{
    /// <summary>The old key, as it was before.</summary>
    public required KeyInfo OldKey { get; init; }

    /// <summary>The new key, which was stored.</summary>
    public required KeyInfo NewKey { get; init; }
}
