using System.Globalization;
using System.Text;

namespace OpenRouterKeys.Fluent.Benchmarks;

/// <summary>The README's speed table: times relative to hand-written code.</summary>
internal static class ReadmeTable
{
    private static readonly (string Label, string Candidate)[] Serializers =
    [
        ("System.Text.Json source generation", "SourceGenerated"),
        ("System.Text.Json reflection", "Reflection"),
        ("Newtonsoft.Json", "NewtonsoftJson"),
    ];

    private static readonly (string Label, string Candidate)[] Clients = [("bare Flurl", "BareFlurl"), ("bare Refit", "BareRefit")];

    private static readonly (string Label, string Benchmark, (string Label, string Candidate)[] Others)[] Rows =
    [
        ("write a request", "WriteRequest HasAllProperties=True", Serializers),
        ("read a created key", "ReadCreatedKey", Serializers),
        ("read a list of 100 keys", "ReadKeyList", Serializers),
        ("create a key, one at a time", "CreateOverLoopback InFlight=1", Clients),
        ("create a key, 64 at a time", "CreateOverLoopback InFlight=64", Clients),
        ("start a process and create a key", ColdStartCost.Jit, [("bare Refit", "Refit")]),
        ("the same with NativeAOT", ColdStartCost.NativeAot, [("bare Refit", "Refit")]),
    ];

    public static string Create(MeasurementSet measurements, string date)
    {
        var table = new StringBuilder($"<!-- speed -->\nMeasured on {date} ([thresholds and measurements](benchmarks/results/{date}.md)).\n\n");
        table.Append("| | this library | others |\n|---|---:|---|\n");
        foreach (var (label, benchmark, others) in Rows)
        {
            var ratios = others.Select(other => $"{other.Label} {GetRatio(other.Candidate)}");
            table.Append(CultureInfo.InvariantCulture, $"| {label} | {GetRatio("Library")} | {string.Join(", ", ratios)} |\n");

            string GetRatio(string candidate) =>
                measurements.GetRatio(benchmark, candidate, "HandWritten", Metric.Time)?.ToString("0.00", CultureInfo.InvariantCulture) ?? "-";
        }

        return table.Append("<!-- /speed -->").ToString();
    }
}
