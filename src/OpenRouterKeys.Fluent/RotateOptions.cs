namespace OpenRouterKeys.Fluent;

/// <summary>Options of <see cref="OpenRouterKeysClientExtensions.RotateAsync"/>.</summary>
public sealed record RotateOptions
{
    /// <summary>Whether to delete the old key instead of disabling it. Default: false.</summary>
    public bool DeleteOldKey { get; init; }

    /// <summary>Changes the new key's request before it is validated and sent, for example to set an expiration if the old key's lifetime is unknown.
    /// Null: the new key has the old key's settings.</summary>
    public Func<KeyRequest, KeyRequest>? Configure { get; init; }

    /// <summary>Whether the new key gets the old key's guardrail and policies. Default: <see cref="BindingTransfer.WhereReadable"/>.</summary>
    public BindingTransfer Bindings { get; init; } = BindingTransfer.WhereReadable;
}

/// <summary>What a rotation does about the old key's guardrail and policies. Provider credentials and observability destinations are always only
/// reported.</summary>
public enum BindingTransfer
{
    /// <summary>Transfers what the management key may read. What it may not read (403) is logged as a warning and listed in
    /// <see cref="RotatedKey.NotTransferred"/>. After any other failure to read, nothing is created; after a rejected binding, the new key is
    /// deleted.</summary>
    WhereReadable = 0,

    /// <summary>The same, but nothing is created after a 403 either.</summary>
    All,

    /// <summary>Reads and transfers nothing.</summary>
    None,
}
