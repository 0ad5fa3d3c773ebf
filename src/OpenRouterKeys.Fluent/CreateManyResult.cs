namespace OpenRouterKeys.Fluent;

/// <summary>The result of one of many requests: <see cref="Created"/>, <see cref="Existing"/> or <see cref="Exception"/> is set.</summary>
public sealed record CreateManyResult
{
    /// <summary>The request.</summary>
    public required KeyRequest Request { get; init; }

    /// <summary>The new key, which was stored. Null: none was created and stored.</summary>
    public CreatedKey? Created { get; init; }

    /// <summary>The existing key with this name, because of which none was created; it may be disabled, but has not expired. Null: there was none.</summary>
    public KeyInfo? Existing { get; init; }

    /// <summary>The exception of a failed request; its type shows whether a key exists now. Null: the request did not fail.</summary>
    public Exception? Exception { get; init; }
}
