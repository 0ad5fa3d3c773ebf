using System.Globalization;
using System.Text;

namespace OpenRouterKeys.Fluent.Benchmarks;

/// <summary>The bounds and the figures as Markdown tables.</summary>
internal static class Report
{
    public static string Of(Figures figures, string date, string command, string machine)
    {
        var text = new StringBuilder($"""
            # {date}

                {command}

            Ratios mean something on other machines; times do not. Each is the median of all rounds of its launches, in which the ways take turns.

            {string.Join('\n', machine.Split('\n').Select(line => "    " + line.Trim()))}

            ## The bounds

            {BoundsOf(figures)}

            ![The time of a key over loopback](create.svg)
            ![How the time grows](growth.svg)

            ## The figures

            | question | way | time | bytes |
            |---|---|---:|---:|

            """);
        foreach (var question in figures.Questions)
        {
            foreach (var candidate in figures.CandidatesOf(question))
            {
                text.Append(CultureInfo.InvariantCulture, $"| {question} | {candidate} | {Time(figures.Median(question, candidate, Cost.Time))} | {Bytes(figures.Median(question, candidate, Cost.Bytes))} |\n");
            }
        }

        return text.ToString();
    }

    /// <summary>Every bound with what was measured.</summary>
    public static string BoundsOf(Figures figures)
    {
        var table = new StringBuilder("| question | what, against which way | bound | measured | |\n|---|---|---:|---:|---|\n");
        foreach (var bound in Bound.All)
        {
            var (most, value) = (Number(bound, bound.Most), bound.ValueIn(figures) is { } measured ? Number(bound, measured) : "-");
            table.Append(CultureInfo.InvariantCulture, $"| {bound.Question} | {bound.Cost}{(bound.Against is null ? "" : $" / {bound.Against}")} ");
            table.Append(CultureInfo.InvariantCulture, $"| {(bound.IsBelow ? "<" : "<=")} {most} | {value} | {(bound.HoldsIn(figures) ? "holds" : "MISSED")} |\n");
        }

        return table.ToString().TrimEnd();
    }

    private static string Number(Bound bound, double value) =>
        bound.Cost == Cost.Time && bound.Against is null ? Time(value) : value.ToString("0.###", CultureInfo.InvariantCulture);

    private static string Time(double? nanoseconds) => nanoseconds switch
    {
        null => "",
        < 1e3 => string.Create(CultureInfo.InvariantCulture, $"{nanoseconds:0.#} ns"),
        < 1e6 => string.Create(CultureInfo.InvariantCulture, $"{nanoseconds / 1e3:0.#} us"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{nanoseconds / 1e6:0.#} ms"),
    };

    private static string Bytes(double? bytes) => bytes is null ? "" : string.Create(CultureInfo.InvariantCulture, $"{bytes:0} B");
}
