extern alias analyzers;

using System.Collections.Immutable;
using Microsoft.CodeAnalysis.Diagnostics;
using OpenRouterKeysAnalyzer = analyzers::OpenRouterKeys.Fluent.Analyzers.OpenRouterKeysAnalyzer;

namespace OpenRouterKeys.Fluent.Benchmarks;

/// <summary>What the analyzer costs a project of 1,000 files, beside the compiling of the same files and the analyzers of others in the
/// same run. BenchmarkDotNet would time all of the compiler with it, and the noise of that is more than the whole of the analyzer.</summary>
internal static class AnalyzerFigures
{
    public const string Without = "Analyzing 1,000 files that never name the library";
    public const string With = "Analyzing 1,000 files, each with a chain of four steps";
    public const string UnrelatedCall = "Analyzing a call of something else";
    public const string Chain = "Analyzing a chain of four steps";
    private const string Ours = "Library";
    private const int Files = 1000;
    private const int TurnsOfGrowth = 5;

    public static async Task<IReadOnlyList<Figure>> MeasureAsync(int rounds)
    {
        var (without, with) = (new ManyFiles(Files, chains: 0), new ManyFiles(Files, chains: 1));
        return
        [
            .. await MeasureAsync(Without, without, rounds, warmUps: 1),
            .. await MeasureAsync(With, with, rounds, warmUps: 0),
            .. Enumerable.Range(0, rounds).SelectMany(_ => MeasureCalls(without, with)),
        ];
    }

    // The analyzer's own code alone, on calls that are bound already.
    private static IEnumerable<Figure> MeasureCalls(ManyFiles without, ManyFiles with)
    {
        var (bytes, nanoseconds) = CallbackCost.Of(without);
        var (_, nanosecondsWith) = CallbackCost.Of(with);
        yield return new(UnrelatedCall, Ours, Cost.Bytes, (double)bytes / without.Calls);
        yield return new(UnrelatedCall, Ours, Cost.Time, nanoseconds / without.Calls);
        yield return new(Chain, Ours, Cost.Time, (nanosecondsWith - nanoseconds) / Files);
        for (var turn = 0; turn < TurnsOfGrowth; turn++)
        {
            foreach (var chains in new[] { 10, 100, 1000 })
            {
                var files = Files / chains; // so that all have as much to keep in the processor's cache
                yield return new($"{Growth.Chains}={chains}", Ours, Cost.Time, CallbackCost.Of(new ManyFiles(files, chains)).Nanoseconds / files);
            }
        }
    }

    private static async Task<List<Figure>> MeasureAsync(string question, ManyFiles project, int rounds, int warmUps)
    {
        var figures = new List<Figure>();
        for (var round = -warmUps; round < rounds; round++)
        {
            var started = Environment.CpuUsage.TotalTime;
            using (var image = new MemoryStream())
            {
                var compilation = ManyFiles.Compile(project.Parse());
                if (!compilation.Emit(image).Success)
                {
                    throw new InvalidOperationException("The program does not compile.");
                }
            }

            var compiled = Environment.CpuUsage.TotalTime - started;
            var analyzed = await AnalyzeAsync(project);
            if (round >= 0)
            {
                figures.Add(new(question, "Compiling", Cost.Time, compiled.TotalNanoseconds));
                figures.AddRange(analyzed.Select(time => new Figure(question, time.Who, Cost.Time, time.Time.TotalNanoseconds)));
            }
        }

        return figures;
    }

    // As the compiler itself tells with ReportAnalyzer: the time in each analyzer's own code.
    private static async Task<List<(string Who, TimeSpan Time)>> AnalyzeAsync(ManyFiles project)
    {
        (string Who, ImmutableArray<DiagnosticAnalyzer> Analyzers)[] all = [.. OtherAnalyzers.All, ("Empty", [new EmptyAnalyzer()]), (Ours, [new OpenRouterKeysAnalyzer()])];
        var analyzed = project.Compile().WithAnalyzers(
            [.. all.SelectMany(who => who.Analyzers)],
            new CompilationWithAnalyzersOptions(new([]), null, concurrentAnalysis: true, logAnalyzerExecutionTime: true));
        var reported = await analyzed.GetAnalyzerDiagnosticsAsync();
        if (reported.FirstOrDefault(diagnostic => diagnostic.Id.StartsWith("ORK", StringComparison.Ordinal) || diagnostic.Id == "AD0001") is { } wrong)
        {
            throw new InvalidOperationException($"The program is right, and something is reported: {wrong}");
        }

        var times = new List<(string Who, TimeSpan Time)>();
        foreach (var (who, analyzers) in all)
        {
            var time = TimeSpan.Zero;
            foreach (var analyzer in analyzers)
            {
                time += (await analyzed.GetAnalyzerTelemetryInfoAsync(analyzer, default)).ExecutionTime;
            }

            times.Add((who, time));
        }

        return times;
    }
}
