using System.Globalization;

namespace OpenRouterKeys.Fluent.Benchmarks;

/// <summary>How what is asked for more and more grows: the slope where both axes are logarithmic.</summary>
internal static class Growth
{
    public const string Chains = "Analyzing a file of more and more chains";
    private static readonly string[] Names = ["ListGrowth Keys", "CreateGrowth Keys", Chains];

    public static IEnumerable<string> Questions => Names;

    /// <summary>Each launch's points, from questions named as in <c>ListGrowth Keys=100</c>.</summary>
    public static IEnumerable<(string Name, double[] Sizes, double[] Times)> Lines(IReadOnlyList<Figure> figures) =>
        from name in Names
        let points = figures.Where(figure => figure.Cost == Cost.Time && figure.Question.StartsWith(name + "=", StringComparison.Ordinal))
            .GroupBy(figure => double.Parse(figure.Question.AsSpan(name.Length + 1), CultureInfo.InvariantCulture), figure => figure.Value)
            .OrderBy(point => point.Key)
            .ToArray()
        from launch in Enumerable.Range(0, points.Max(point => point.Count()))
        select (name, points.Select(point => point.Key).ToArray(), points.Select(point => point.ElementAt(launch)).ToArray());

    public static IEnumerable<Figure> Exponents(IReadOnlyList<Figure> figures) =>
        Lines(figures).Select(line => new Figure(line.Name, "Library", Cost.Exponent, Slope(line.Sizes, line.Times)));

    // Least squares.
    private static double Slope(double[] sizes, double[] times)
    {
        double[] x = [.. sizes.Select(size => Math.Log(size))], y = [.. times.Select(time => Math.Log(time))];
        var (middleX, middleY) = (x.Average(), y.Average());
        return x.Zip(y, (at, value) => (at - middleX) * (value - middleY)).Sum() / x.Sum(at => (at - middleX) * (at - middleX));
    }
}
