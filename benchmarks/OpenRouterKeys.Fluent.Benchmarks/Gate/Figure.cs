namespace OpenRouterKeys.Fluent.Benchmarks;

/// <summary>What is counted.</summary>
internal enum Cost
{
    /// <summary>Nanoseconds.</summary>
    Time,

    /// <summary>Bytes allocated.</summary>
    Bytes,

    /// <summary>Collections of the oldest generation in 1,000 operations: large objects are there.</summary>
    LargeCollections,

    /// <summary>The exponent of growth: 1 is linear.</summary>
    Exponent,
}

/// <summary>What one way of doing something cost in one launch; an operation, a call site or a file, as the question says.</summary>
internal sealed record Figure(string Question, string Candidate, Cost Cost, double Value);

/// <summary>What was measured, launch after launch.</summary>
internal sealed class Figures(IEnumerable<Figure> figures)
{
    private readonly ILookup<(string Question, string Candidate, Cost Cost), double> _values =
        figures.ToLookup(figure => (figure.Question, figure.Candidate, figure.Cost), figure => figure.Value);

    public IEnumerable<string> Questions => _values.Select(launches => launches.Key.Question).Distinct();

    public IEnumerable<string> CandidatesOf(string question) =>
        _values.Where(launches => launches.Key.Question == question).Select(launches => launches.Key.Candidate).Distinct();

    /// <summary>The median of all launches; null where it was not measured.</summary>
    public double? Median(string question, string candidate, Cost cost) => Middle(_values[(question, candidate, cost)]);

    /// <summary>The median of the launches' ratios, each of figures that were taken one after the other.</summary>
    public double? Ratio(string question, string candidate, string against, Cost cost) =>
        Middle(_values[(question, candidate, cost)].Zip(_values[(question, against, cost)], (ours, theirs) => ours / theirs));

    private static double? Middle(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        return sorted.Length == 0 ? null : (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }
}
