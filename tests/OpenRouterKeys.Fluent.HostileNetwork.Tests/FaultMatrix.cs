using System.Collections.Concurrent;
using OpenRouterKeys.Fluent.HostileNetwork.Tests.Pipelines;

namespace OpenRouterKeys.Fluent.HostileNetwork.Tests;

/// <summary>Runs each fault with each pipeline once and keeps the results for all tests.</summary>
internal static class FaultMatrix
{
    private static readonly int MaxConcurrency = Environment.ProcessorCount * 8; // runs spend more time waiting for the network than computing
    private static readonly ConcurrentDictionary<(Fault, Pipeline), Lazy<Task<FaultResult>>> Runs = new();

    public static Task<FaultResult> RunAsync(Fault fault, Pipeline pipeline) =>
        Runs.GetOrAdd((fault, pipeline), static cell => new(() => FaultRun.RunAsync(cell.Item1, cell.Item2))).Value;

    /// <summary>Completes after all runs. A failed run throws only in <see cref="RunAsync"/>.</summary>
    public static Task RunAllAsync() => Parallel.ForEachAsync(
        FaultList.ByName.Values.SelectMany(fault => Pipeline.All.Select(pipeline => (fault, pipeline))),
        new ParallelOptions { MaxDegreeOfParallelism = MaxConcurrency },
        async (cell, _) => await ((Task)RunAsync(cell.fault, cell.pipeline)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing));
}
