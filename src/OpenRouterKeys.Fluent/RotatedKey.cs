namespace OpenRouterKeys.Fluent;

/// <summary>The result of a rotation.</summary>
public sealed record RotatedKey
{
    /// <summary>The new key, which was stored.</summary>
    public required CreatedKey NewKey { get; init; }

    /// <summary>The old key, as it was before the rotation.</summary>
    public required KeyInfo OldKey { get; init; }

    /// <summary>What is bound to the new key.</summary>
    public KeyBindings Bindings { get; init; } = KeyBindings.None;

    /// <summary>What was bound to the old key and not transferred, and what the management key may not read: tasks for an operator, in English. Empty: there
    /// is nothing to do.</summary>
    public IReadOnlyList<string> NotTransferred { get; init; } = [];
}
