namespace OpenRouterKeys.Fluent;

/// <summary>Options for <see cref="OpenRouterKeysClientExtensions.CreateManyAsync"/>.</summary>
public sealed record CreateManyOptions
{
    /// <summary>The maximum number of keys that are created and stored at the same time; at least 1. Default: 8.</summary>
    public int MaxConcurrency { get; init; } = 8;

    /// <summary>Whether no further request is sent after the first failure. Default: false, a failure does not affect the other requests.</summary>
    public bool StopOnFailure { get; init; }

    /// <summary>A function that is called with each result that the loop did not receive because it was left early: the creations in progress, when they
    /// have completed and the keys were stored, and the results that were not read yet. It is called on leaving the loop, before
    /// the loop statement ends, one result at a time. If it throws, it is still called with the other results, and the exceptions are then thrown as an
    /// <see cref="AggregateException"/>. Null: these results are discarded, but their keys were stored.</summary>
    public Action<CreateManyResult>? OnAbandoned { get; init; }
}
