using System.Globalization;
using System.Text;

namespace OpenRouterKeys.Fluent.Benchmarks;

/// <summary>The README's few rows: how many times the limit each way takes.</summary>
internal static class ReadmeTable
{
    private static readonly (string Words, string Question, string Limit, string[] Others)[] Rows =
    [
        ("write a request", "WriteRequest Full=True", "HandWritten", ["SourceGenerated", "NewtonsoftJson"]),
        ("read a new key", "ReadCreated", "HandWritten", ["SourceGenerated", "NewtonsoftJson"]),
        ("read a list of 100", "ReadList", "HandWritten", ["SourceGenerated", "NewtonsoftJson"]),
        ("create a key, one after another", "CreateOverLoopback InFlight=1", "HandWritten", ["BareFlurl", "BareRefit"]),
        ("create a key, 64 at once", "CreateOverLoopback InFlight=64", "HandWritten", ["BareFlurl", "BareRefit"]),
        ("the first key of a process", ColdFigures.Jit, "HandWritten", ["Refit"]),
        ("the same, native", ColdFigures.Native, "HandWritten", ["Refit"]),
    ];

    public static string Of(Figures figures, string date)
    {
        var table = new StringBuilder($"<!-- speed -->\nMeasured on {date} ([all bounds and figures](benchmarks/results/{date}.md)); 1 is the same by hand.\n\n");
        table.Append("| | this library | others |\n|---|---:|---|\n");
        foreach (var (words, question, limit, others) in Rows)
        {
            var ratios = others.Select(other => $"{other} {Ratio(other)}");
            table.Append(CultureInfo.InvariantCulture, $"| {words} | {Ratio("Library")} | {string.Join(", ", ratios)} |\n");

            string Ratio(string way) => figures.Ratio(question, way, limit, Cost.Time)?.ToString("0.00", CultureInfo.InvariantCulture) ?? "-";
        }

        return table.Append("<!-- /speed -->").ToString();
    }
}
