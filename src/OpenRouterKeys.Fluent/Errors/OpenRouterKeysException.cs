namespace OpenRouterKeys.Fluent;

/// <summary>The base class of the exceptions that calls throw. Each derived type has its own outcome and remedy. No exception or inner
/// exception contains a secret or a response body.</summary>
public abstract class OpenRouterKeysException : Exception
{
    private protected OpenRouterKeysException(string? message, Exception? innerException)
        : base(message, innerException)
    {
    }
}
