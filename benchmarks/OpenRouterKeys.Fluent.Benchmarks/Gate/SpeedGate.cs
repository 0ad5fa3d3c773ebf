using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using BenchmarkDotNet.Environments;

namespace OpenRouterKeys.Fluent.Benchmarks;

/// <summary>Measures everything, compares the results with the thresholds, and writes the results page, its charts and the README's table.</summary>
internal static partial class SpeedGate
{
    /// <returns>The number of thresholds that fail.</returns>
    public static async Task<int> RunAsync(int launches)
    {
        List<Measurement> all =
        [
            .. await BenchmarkLauncher.MeasureAsync(launches),
            .. await ColdStartCost.MeasureAsync(rounds: 4 * launches),
            .. await CommandStartCost.MeasureAsync(rounds: 6 * launches),
            .. await AnalyzerCost.MeasureAsync(rounds: launches),
            .. await AnalyzerScaling.MeasureAsync(rounds: launches),
        ];
        all.AddRange(Scaling.GetExponents(all));
        var measurements = new MeasurementSet(all);
        var date = TimeProvider.System.GetUtcNow().ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        var command = $"dotnet run -c Release --project benchmarks/OpenRouterKeys.Fluent.Benchmarks -- --gate {launches}";
        var machine = string.Join('\n', HostEnvironmentInfo.GetCurrent().ToFormattedString());
        var root = GetRepositoryRoot();
        var results = Directory.CreateDirectory(Path.Combine(root, "benchmarks/results")).FullName;
        await File.WriteAllTextAsync(Path.Combine(results, date + ".md"), Report.Create(measurements, date, command, machine));
        Charts.Write(results, measurements, all);
        var readme = Path.Combine(root, "README.md");
        await File.WriteAllTextAsync(readme, Table().Replace(await File.ReadAllTextAsync(readme), _ => ReadmeTable.Create(measurements, date)));
        Console.WriteLine(Report.CreateThresholdTable(measurements));
        var failed = Threshold.All.Count(threshold => !threshold.Passes(measurements));
        Console.WriteLine($"{Threshold.All.Count - failed} thresholds passed, {failed} failed.");
        return failed;
    }

    private static string GetRepositoryRoot([CallerFilePath] string file = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(file)!, "../../.."));

    [GeneratedRegex("<!-- speed -->.*<!-- /speed -->", RegexOptions.Singleline)]
    private static partial Regex Table();
}
