namespace OpenRouterKeys.Fluent.Tests;

/// <summary>Tests that look at the whole process: each runs while no other does.</summary>
[CollectionDefinition(nameof(Alone), DisableParallelization = true)]
public sealed class Alone;
