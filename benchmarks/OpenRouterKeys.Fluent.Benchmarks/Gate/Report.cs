using System.Globalization;
using System.Text;

namespace OpenRouterKeys.Fluent.Benchmarks;

/// <summary>Creates the results page.</summary>
internal static class Report
{
    public static string Create(MeasurementSet measurements, string date, string command, string machine)
    {
        var text = new StringBuilder($"""
            # {date}

                {command}

            Values are medians of all rounds. In each round, runs of the candidates are interleaved. Ratios can be compared across machines, times cannot.

            {string.Join('\n', machine.Split('\n').Select(line => "    " + line.Trim()))}

            ## Thresholds

            {CreateThresholdTable(measurements)}

            ![Time to create a key over loopback](create.svg)
            ![Time by input size](scaling.svg)
            ![The analyzer's time by code size](analyzer-scaling.svg)

            ## Measurements

            | benchmark | candidate | time | allocated |
            |---|---|---:|---:|

            """);
        foreach (var benchmark in measurements.Benchmarks.Where(benchmark => !Scaling.Benchmarks.Contains(benchmark)))
        {
            foreach (var candidate in measurements.GetCandidates(benchmark))
            {
                var time = FormatTime(measurements.GetMedian(benchmark, candidate, Metric.Time));
                var bytes = FormatBytes(measurements.GetMedian(benchmark, candidate, Metric.AllocatedBytes));
                text.Append(CultureInfo.InvariantCulture, $"| {benchmark} | {candidate} | {time} | {bytes} |\n");
            }
        }

        return text.ToString();
    }

    /// <summary>Lists every threshold with the measured value and the result.</summary>
    public static string CreateThresholdTable(MeasurementSet measurements)
    {
        var table = new StringBuilder("| benchmark | library's metric / baseline | threshold | measured | result |\n|---|---|---:|---:|---|\n");
        foreach (var threshold in Threshold.All)
        {
            var metric = threshold.Baseline is null ? $"{threshold.Metric}" : $"{threshold.Metric} / {threshold.Baseline}";
            var max = $"{(threshold.IsExclusive ? "<" : "<=")} {Format(threshold, threshold.Max)}";
            var value = threshold.GetValue(measurements) is { } measured ? Format(threshold, measured) : "-";
            var result = threshold.Passes(measurements) ? "pass" : "FAIL";
            table.Append(CultureInfo.InvariantCulture, $"| {threshold.Benchmark} | {metric} | {max} | {value} | {result} |\n");
        }

        return table.ToString().TrimEnd();
    }

    private static string Format(Threshold threshold, double value) =>
        threshold.Metric == Metric.Time && threshold.Baseline is null ? FormatTime(value) : value.ToString("0.###", CultureInfo.InvariantCulture);

    private static string FormatTime(double? nanoseconds) => nanoseconds switch
    {
        null => "",
        < 1e3 => string.Create(CultureInfo.InvariantCulture, $"{nanoseconds:0.#} ns"),
        < 1e6 => string.Create(CultureInfo.InvariantCulture, $"{nanoseconds / 1e3:0.#} us"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{nanoseconds / 1e6:0.#} ms"),
    };

    private static string FormatBytes(double? bytes) => bytes is null ? "" : string.Create(CultureInfo.InvariantCulture, $"{bytes:0} B");
}
