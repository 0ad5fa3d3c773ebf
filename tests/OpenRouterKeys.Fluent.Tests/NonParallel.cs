namespace OpenRouterKeys.Fluent.Tests;

/// <summary>The collection of tests that observe the whole process. They do not run in parallel with other tests.</summary>
[CollectionDefinition(nameof(NonParallel), DisableParallelization = true)]
public sealed class NonParallel;
