namespace OpenRouterKeys.Fluent;

/// <summary>Base of all that the library throws about a call. The types are split by what the caller does next. None holds a secret
/// or a response body, at any depth.</summary>
public abstract class OpenRouterKeysException : Exception
{
    private protected OpenRouterKeysException(string? message, Exception? innerException)
        : base(message, innerException)
    {
    }
}
