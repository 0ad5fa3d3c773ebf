using System.Diagnostics;
using BenchmarkDotNet.Running;

namespace OpenRouterKeys.Fluent.Benchmarks;

/// <summary>Measures the candidates of a benchmark class in interleaved runs of about a millisecond, so that other load affects all of them
/// equally. BenchmarkDotNet measures one candidate after another; on a virtual machine with noisy neighbors, its results for equal code
/// differed by a factor of 1.6, too much for a threshold of 1.1.</summary>
internal static class InterleavedRun
{
    private const int MinRounds = 25;
    private static readonly TimeSpan BatchTime = TimeSpan.FromMilliseconds(1);

    /// <summary>Warms up for at least this long, then measures for at least this long.</summary>
    public static async Task<List<Measurement>> MeasureAsync(Type benchmarkClass, TimeSpan duration)
    {
        Candidate[] candidates =
        [
            .. BenchmarkConverter.TypeToBenchmarks(benchmarkClass).BenchmarksCases
                .GroupBy(benchmark => benchmark.Parameters.PrintInfo).SelectMany(Candidate.Create),
        ];
        foreach (var candidate in candidates)
        {
            await candidate.SetUpAsync();
        }

        await RunRoundsAsync(candidates, duration);
        foreach (var candidate in candidates)
        {
            await candidate.CalibrateAsync(BatchTime);
        }

        var measurements = await RunRoundsAsync(candidates, duration);
        foreach (var candidate in candidates)
        {
            measurements.AddRange(await candidate.MeasureAllocationsAsync());
        }

        return measurements;
    }

    private static async Task<List<Measurement>> RunRoundsAsync(Candidate[] candidates, TimeSpan duration)
    {
        var measurements = new List<Measurement>();
        var started = Stopwatch.GetTimestamp();
        for (var round = 0; round < MinRounds || Stopwatch.GetElapsedTime(started) < duration; round++)
        {
            foreach (var candidate in candidates)
            {
                measurements.Add(await candidate.MeasureTimeAsync());
            }
        }

        return measurements;
    }
}
