using System.Collections.Concurrent;
using OpenRouterKeys.Fluent.HostileNetwork.Tests.Wrappings;

namespace OpenRouterKeys.Fluent.HostileNetwork.Tests;

/// <summary>Each fault under each wrapping, played once, however many tests ask.</summary>
internal static class Matrix
{
    private static readonly int AtOnce = Environment.ProcessorCount * 8; // they wait for the network more than they compute
    private static readonly ConcurrentDictionary<(Fault, Wrapping), Lazy<Task<Result>>> Played = new();

    public static Task<Result> PlayAsync(Fault fault, Wrapping wrapping) =>
        Played.GetOrAdd((fault, wrapping), static pair => new(() => Run.PlayAsync(pair.Item1, pair.Item2))).Value;

    /// <summary>Ends when all have been played; whether any broke a promise is told by who asks for it.</summary>
    public static Task PlayAllAsync() => Parallel.ForEachAsync(
        FaultList.ByName.Values.SelectMany(fault => WrappingList.All.Select(wrapping => (fault, wrapping))),
        new ParallelOptions { MaxDegreeOfParallelism = AtOnce },
        async (pair, _) => await ((Task)PlayAsync(pair.fault, pair.wrapping)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing));
}
