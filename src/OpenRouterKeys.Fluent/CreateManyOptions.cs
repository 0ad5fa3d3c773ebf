namespace OpenRouterKeys.Fluent;

/// <summary>Options for <see cref="OpenRouterKeysClientExtensions.CreateManyAsync"/>.</summary>
public sealed record CreateManyOptions
{
    /// <summary>The maximum number of keys that are created and stored at the same time; at least 1. Default: 8.</summary>
    public int MaxConcurrency { get; init; } = 8;

    /// <summary>Whether no further request is sent after the first failure. Default: false, a failure does not affect the other requests.</summary>
    public bool StopOnFailure { get; init; }

    /// <summary>A function that is called with each result that the loop did not receive because it was left early: results that were not read yet, and
    /// those of creations in progress, which are completed first. It is called before the loop statement ends, with one result at a time. If it throws,
    /// it is still called with the other results, and an <see cref="AggregateException"/> is thrown at the end. Null: these results are discarded,
    /// although their keys were created and stored.</summary>
    public Action<CreateManyResult>? OnAbandoned { get; init; }
}
