namespace OpenRouterKeys.Fluent;

/// <summary>What became of one of many requests: <see cref="Created"/>, <see cref="Existing"/> or <see cref="Exception"/>.</summary>
public sealed record CreateManyResult
{
    /// <summary>The request.</summary>
    public required KeyRequest Request { get; init; }

    /// <summary>The new key, which has been stored. Null: none was created.</summary>
    public CreatedKey? Created { get; init; }

    /// <summary>The key that had this name before, so that none was created. Null: there was none.</summary>
    public KeyInfo? Existing { get; init; }

    /// <summary>Why there is no key, or none that is stored; null: there is. One of this library's exceptions, which says what exists now.</summary>
    public Exception? Exception { get; init; }
}
