using System.Diagnostics;
using BenchmarkDotNet.Running;

namespace OpenRouterKeys.Fluent.Benchmarks;

/// <summary>The ways of a BenchmarkDotNet class by turns of about a millisecond. Measured one way after another, equal ways differ by as much
/// as a neighbour slows a virtual machine down, here 1.6 times for a second or two, and a bound of a tenth means nothing. Whatever happens in
/// a round of turns meets all ways alike.</summary>
internal static class Turns
{
    private const int FewestRounds = 25;
    private static readonly TimeSpan Turn = TimeSpan.FromMilliseconds(1);

    /// <summary>Warms up and measures for so long each.</summary>
    public static async Task<List<Figure>> MeasureAsync(Type type, TimeSpan time)
    {
        Way[] ways = [.. BenchmarkConverter.TypeToBenchmarks(type).BenchmarksCases.GroupBy(each => each.Parameters.PrintInfo).SelectMany(Way.Of)];
        foreach (var way in ways)
        {
            await way.SetUpAsync();
        }

        await PlayAsync(ways, time);
        foreach (var way in ways)
        {
            await way.FillAsync(Turn);
        }

        var figures = await PlayAsync(ways, time);
        foreach (var way in ways)
        {
            figures.AddRange(await way.CountAsync());
        }

        return figures;
    }

    private static async Task<List<Figure>> PlayAsync(Way[] ways, TimeSpan enough)
    {
        var figures = new List<Figure>();
        var started = Stopwatch.GetTimestamp();
        for (var round = 0; round < FewestRounds || Stopwatch.GetElapsedTime(started) < enough; round++)
        {
            foreach (var way in ways)
            {
                figures.Add(await way.TakeTurnAsync());
            }
        }

        return figures;
    }
}
