namespace OpenRouterKeys.Fluent;

/// <summary>The base class of the exceptions about a call. Each derived type stands for what the caller does next. None contains a secret
/// or a response body, at any depth.</summary>
public abstract class OpenRouterKeysException : Exception
{
    private protected OpenRouterKeysException(string? message, Exception? innerException)
        : base(message, innerException)
    {
    }
}
