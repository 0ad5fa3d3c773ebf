namespace OpenRouterKeys.Fluent;

/// <summary>Options for <see cref="OpenRouterKeysClientExtensions.CreateManyAsync"/>.</summary>
public sealed record CreateManyOptions
{
    /// <summary>The maximum number of keys that are created and stored at the same time; at least 1. Default: 8.</summary>
    public int MaxConcurrency { get; init; } = 8;

    /// <summary>Whether no further request is sent after the first failure. Default: false, a failure does not affect the other requests.</summary>
    public bool StopOnFailure { get; init; }
}
