namespace OpenRouterKeys.Fluent.Benchmarks;

/// <summary>A measured quantity, per operation, call or file, depending on the benchmark.</summary>
internal enum Metric
{
    /// <summary>Nanoseconds.</summary>
    Time,

    /// <summary>Allocated bytes.</summary>
    AllocatedBytes,

    /// <summary>Generation 2 collections in 1,000 operations. They indicate allocations on the large object heap.</summary>
    Gen2Collections,

    /// <summary>The exponent of the time's growth with the input size: 1 is linear.</summary>
    ScalingExponent,
}

/// <summary>One measured value of one candidate.</summary>
internal sealed record Measurement(string Benchmark, string Candidate, Metric Metric, double Value);

/// <summary>The measurements of all rounds.</summary>
internal sealed class MeasurementSet(IEnumerable<Measurement> measurements)
{
    private readonly ILookup<(string Benchmark, string Candidate, Metric Metric), double> _values =
        measurements.ToLookup(measurement => (measurement.Benchmark, measurement.Candidate, measurement.Metric), measurement => measurement.Value);

    public IEnumerable<string> Benchmarks => _values.Select(values => values.Key.Benchmark).Distinct();

    public IEnumerable<string> GetCandidates(string benchmark) =>
        _values.Where(values => values.Key.Benchmark == benchmark).Select(values => values.Key.Candidate).Distinct();

    /// <summary>The median of all rounds; null if there is no measurement.</summary>
    public double? GetMedian(string benchmark, string candidate, Metric metric) => GetMedian(_values[(benchmark, candidate, metric)]);

    /// <summary>The median of the ratios of all rounds, each between two measurements of the same round; null if there is none.</summary>
    public double? GetRatio(string benchmark, string candidate, string baseline, Metric metric) => GetMedian(
        _values[(benchmark, candidate, metric)].Zip(_values[(benchmark, baseline, metric)], (value, baselineValue) => value / baselineValue));

    private static double? GetMedian(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        return sorted.Length == 0 ? null : (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }
}
