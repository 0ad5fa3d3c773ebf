using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using BenchmarkDotNet.Environments;

namespace OpenRouterKeys.Fluent.Benchmarks;

/// <summary>Measures everything, says which bounds hold, and writes it down: the results of the day, their charts, and the README's table.</summary>
internal static partial class SpeedGate
{
    /// <returns>How many bounds are missed.</returns>
    public static async Task<int> RunAsync(int launches)
    {
        List<Figure> all =
        [
            .. await BenchmarkFigures.MeasureAsync(launches),
            .. await ColdFigures.MeasureAsync(rounds: 4 * launches),
            .. await AnalyzerFigures.MeasureAsync(rounds: launches),
        ];
        all.AddRange(Growth.Exponents(all));
        var figures = new Figures(all);
        var date = TimeProvider.System.GetUtcNow().ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        var command = $"dotnet run -c Release --project benchmarks/OpenRouterKeys.Fluent.Benchmarks -- --gate {launches}";
        var root = Root();
        var results = Directory.CreateDirectory(Path.Combine(root, "benchmarks/results")).FullName;
        await File.WriteAllTextAsync(Path.Combine(results, date + ".md"), Report.Of(figures, date, command, string.Join('\n', HostEnvironmentInfo.GetCurrent().ToFormattedString())));
        Charts.Write(results, figures, all);
        var readme = Path.Combine(root, "README.md");
        await File.WriteAllTextAsync(readme, Table().Replace(await File.ReadAllTextAsync(readme), _ => ReadmeTable.Of(figures, date)));
        Console.WriteLine(Report.BoundsOf(figures));
        var missed = Bound.All.Count(bound => !bound.HoldsIn(figures));
        Console.WriteLine($"{Bound.All.Count - missed} bounds hold, {missed} are missed.");
        return missed;
    }

    private static string Root([CallerFilePath] string file = "") => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(file)!, "../../.."));

    [GeneratedRegex("<!-- speed -->.*<!-- /speed -->", RegexOptions.Singleline)]
    private static partial Regex Table();
}
