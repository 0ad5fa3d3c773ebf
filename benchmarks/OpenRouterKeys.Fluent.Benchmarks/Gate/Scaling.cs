using System.Globalization;

namespace OpenRouterKeys.Fluent.Benchmarks;

/// <summary>How the time grows with the input size.</summary>
internal static class Scaling
{
    public const string AnalyzedChains = "AnalyzeScaling Chains";
    private static readonly string[] Names = ["ListScaling Keys", "CreateScaling Keys", AnalyzedChains, .. AnalyzerScaling.Names];

    public static IEnumerable<string> Benchmarks => Names;

    /// <summary>Groups measurements of benchmarks such as <c>ListScaling Keys=100</c> into one series for each benchmark and round.</summary>
    public static IEnumerable<(string Name, double[] Sizes, double[] Times)> GetSeries(IReadOnlyList<Measurement> measurements) =>
        from name in Names
        let prefix = name + "="
        let points = measurements
            .Where(measurement => measurement.Metric == Metric.Time && measurement.Benchmark.StartsWith(prefix, StringComparison.Ordinal))
            .GroupBy(
                measurement => double.Parse(measurement.Benchmark.AsSpan(prefix.Length), CultureInfo.InvariantCulture),
                measurement => measurement.Value)
            .OrderBy(point => point.Key)
            .ToArray()
        where points.Length > 0
        from round in Enumerable.Range(0, points.Max(point => point.Count()))
        select (name, points.Select(point => point.Key).ToArray(), points.Select(point => point.ElementAt(round)).ToArray());

    public static IEnumerable<Measurement> GetExponents(IReadOnlyList<Measurement> measurements) =>
        GetSeries(measurements).Select(series =>
            new Measurement(series.Name, "Library", Metric.ScalingExponent, FitSlope(series.Sizes, series.Times)));

    // Least squares on logarithmic axes.
    private static double FitSlope(double[] sizes, double[] times)
    {
        double[] x = [.. sizes.Select(size => Math.Log(size))], y = [.. times.Select(time => Math.Log(time))];
        var (meanX, meanY) = (x.Average(), y.Average());
        return x.Zip(y, (xi, yi) => (xi - meanX) * (yi - meanY)).Sum() / x.Sum(xi => (xi - meanX) * (xi - meanX));
    }
}
