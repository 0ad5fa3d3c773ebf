namespace OpenRouterKeys.Fluent;

/// <summary>How many keys are created at a time, and what a failure means for the others.</summary>
public sealed record CreateManyOptions
{
    /// <summary>How many are under way at the same time; at least 1.</summary>
    public int MaxConcurrency { get; init; } = 8;

    /// <summary>Whether the first failure keeps those from being sent that have not begun. False: each stands for itself.</summary>
    public bool StopOnFailure { get; init; }
}
