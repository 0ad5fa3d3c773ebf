using System.Globalization;
using System.Text;

namespace OpenRouterKeys.Fluent.Benchmarks;

/// <summary>The README's few rows: how many times the limit each way takes.</summary>
internal static class ReadmeTable
{
    private static readonly (string Words, string Way)[] Serializers =
        [("System.Text.Json, source-generated", "SourceGenerated"), ("by reflection", "Reflection"), ("Newtonsoft.Json", "NewtonsoftJson")];

    private static readonly (string Words, string Way)[] Clients = [("Flurl alone", "BareFlurl"), ("Refit", "BareRefit")];

    private static readonly (string Words, string Question, (string Words, string Way)[] Others)[] Rows =
    [
        ("write a request", "WriteRequest Full=True", Serializers),
        ("read a new key", "ReadCreated", Serializers),
        ("read a list of 100", "ReadList", Serializers),
        ("create a key, one after another", "CreateOverLoopback InFlight=1", Clients),
        ("create a key, 64 at once", "CreateOverLoopback InFlight=64", Clients),
        ("the first key of a process", ColdFigures.Jit, [("Refit", "Refit")]),
        ("the same, native", ColdFigures.Native, [("Refit", "Refit")]),
    ];

    public static string Of(Figures figures, string date)
    {
        var table = new StringBuilder($"<!-- speed -->\nMeasured on {date} ([all bounds and figures](benchmarks/results/{date}.md)); 1 is the same by hand.\n\n");
        table.Append("| | this library | others |\n|---|---:|---|\n");
        foreach (var (words, question, others) in Rows)
        {
            var ratios = others.Select(other => $"{other.Words} {Ratio(other.Way)}");
            table.Append(CultureInfo.InvariantCulture, $"| {words} | {Ratio("Library")} | {string.Join(", ", ratios)} |\n");

            string Ratio(string way) => figures.Ratio(question, way, "HandWritten", Cost.Time)?.ToString("0.00", CultureInfo.InvariantCulture) ?? "-";
        }

        return table.Append("<!-- /speed -->").ToString();
    }
}
