namespace OpenRouterKeys.Fluent.DependencyInjection.Tests;

/// <summary>Tests that change an environment variable of the process.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class NonParallel
{
    public const string Name = "Non-parallel";
}
