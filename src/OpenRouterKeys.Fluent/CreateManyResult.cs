namespace OpenRouterKeys.Fluent;

/// <summary>The result of one of many requests: <see cref="Created"/>, <see cref="Existing"/> or <see cref="Exception"/> is set.</summary>
public sealed record CreateManyResult
{
    /// <summary>The request.</summary>
    public required KeyRequest Request { get; init; }

    /// <summary>The new key, which was stored. Null: no key was created and stored.</summary>
    public CreatedKey? Created { get; init; }

    /// <summary>An existing key with the request's name, because of which the request was skipped. It may be disabled, but has not expired.
    /// Null: the request was not skipped.</summary>
    public KeyInfo? Existing { get; init; }

    /// <summary>The exception of a failed request; its type shows whether a key exists now. Null: the request did not fail.</summary>
    public Exception? Exception { get; init; }
}
