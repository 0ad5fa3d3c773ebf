extern alias analyzers;

using System.Collections.Immutable;
using Microsoft.CodeAnalysis.Diagnostics;
using OpenRouterKeysAnalyzer = analyzers::OpenRouterKeys.Fluent.Analyzers.OpenRouterKeysAnalyzer;

namespace OpenRouterKeys.Fluent.Benchmarks;

/// <summary>Measures the analyzer on a project of 1,000 files, relative to compiling the same files and to other analyzers in the same run.
/// BenchmarkDotNet would measure the compiler too, whose noise exceeds the analyzer's whole time.</summary>
internal static class AnalyzerCost
{
    public const string UnrelatedFiles = "Analyze 1,000 files that do not use the library";
    public const string FilesWithChain = "Analyze 1,000 files with one four-step chain each";
    public const string UnrelatedCall = "Analyze a call of another API";
    public const string Chain = "Analyze a four-step chain";
    private const string Library = "Library";
    private const int Files = 1000;
    private const int ScalingRounds = 5;

    public static async Task<IReadOnlyList<Measurement>> MeasureAsync(int rounds)
    {
        var (unrelated, withChain) = (new GeneratedProject(Files, chainsPerFile: 0), new GeneratedProject(Files, chainsPerFile: 1));
        return
        [
            .. await MeasureAsync(UnrelatedFiles, unrelated, rounds, warmUps: 1),
            .. await MeasureAsync(FilesWithChain, withChain, rounds, warmUps: 0),
            .. Enumerable.Range(0, rounds).SelectMany(_ => MeasureCallbacks(unrelated, withChain)),
        ];
    }

    private static IEnumerable<Measurement> MeasureCallbacks(GeneratedProject unrelated, GeneratedProject withChain)
    {
        var (bytes, nanoseconds) = CallbackCost.Measure(unrelated);
        var (_, nanosecondsWithChain) = CallbackCost.Measure(withChain);
        yield return new(UnrelatedCall, Library, Metric.AllocatedBytes, (double)bytes / unrelated.Calls);
        yield return new(UnrelatedCall, Library, Metric.Time, nanoseconds / unrelated.Calls);
        yield return new(Chain, Library, Metric.Time, (nanosecondsWithChain - nanoseconds) / Files);
        for (var round = 0; round < ScalingRounds; round++)
        {
            foreach (var chains in new[] { 10, 100, 1000 })
            {
                var files = Files / chains; // the same number of chains in total, so that all projects use the processor's cache equally
                var time = CallbackCost.Measure(new GeneratedProject(files, chains)).Nanoseconds / files;
                yield return new($"{Scaling.AnalyzedChains}={chains}", Library, Metric.Time, time);
            }
        }
    }

    private static async Task<List<Measurement>> MeasureAsync(string benchmark, GeneratedProject project, int rounds, int warmUps)
    {
        var measurements = new List<Measurement>();
        for (var round = -warmUps; round < rounds; round++)
        {
            var started = Environment.CpuUsage.TotalTime;
            using (var image = new MemoryStream())
            {
                var compilation = GeneratedProject.Compile(project.Parse());
                if (!compilation.Emit(image).Success)
                {
                    throw new InvalidOperationException("The generated project does not compile.");
                }
            }

            var compileTime = Environment.CpuUsage.TotalTime - started;
            var analyzerTimes = await AnalyzeAsync(project);
            if (round >= 0)
            {
                measurements.Add(new(benchmark, "Compiler", Metric.Time, compileTime.TotalNanoseconds));
                measurements.AddRange(analyzerTimes.Select(
                    analyzers => new Measurement(benchmark, analyzers.Name, Metric.Time, analyzers.Time.TotalNanoseconds)));
            }
        }

        return measurements;
    }

    // Returns the time in each analyzer's own code, as the compiler's ReportAnalyzer property does.
    private static async Task<List<(string Name, TimeSpan Time)>> AnalyzeAsync(GeneratedProject project)
    {
        (string Name, ImmutableArray<DiagnosticAnalyzer> Analyzers)[] sets =
            [.. OtherAnalyzers.All, ("Empty", [new EmptyAnalyzer()]), (Library, [new OpenRouterKeysAnalyzer()])];
        var compilation = project.Compile().WithAnalyzers(
            [.. sets.SelectMany(set => set.Analyzers)],
            new CompilationWithAnalyzersOptions(new([]), null, concurrentAnalysis: true, logAnalyzerExecutionTime: true));
        var diagnostics = await compilation.GetAnalyzerDiagnosticsAsync();
        var unexpected = diagnostics.FirstOrDefault(diagnostic =>
            diagnostic.Id.StartsWith("ORK", StringComparison.Ordinal) || diagnostic.Id == "AD0001"); // AD0001: an analyzer threw
        if (unexpected is not null)
        {
            throw new InvalidOperationException($"The generated project is valid, but the analyzer reported: {unexpected}");
        }

        var times = new List<(string Name, TimeSpan Time)>();
        foreach (var (name, analyzers) in sets)
        {
            var time = TimeSpan.Zero;
            foreach (var analyzer in analyzers)
            {
                time += (await compilation.GetAnalyzerTelemetryInfoAsync(analyzer, default)).ExecutionTime;
            }

            times.Add((name, time));
        }

        return times;
    }
}
