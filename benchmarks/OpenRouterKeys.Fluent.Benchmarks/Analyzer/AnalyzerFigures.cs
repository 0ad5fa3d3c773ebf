extern alias analyzers;

using System.Collections.Immutable;
using System.Globalization;
using Microsoft.CodeAnalysis.Diagnostics;
using OpenRouterKeysAnalyzer = analyzers::OpenRouterKeys.Fluent.Analyzers.OpenRouterKeysAnalyzer;

namespace OpenRouterKeys.Fluent.Benchmarks;

/// <summary>What the analyzer costs a project of 1,000 files, beside the compiling of the same files and the SDK's own analyzers in the
/// same run. BenchmarkDotNet would time all of the compiler with it, and the noise of that is more than the whole of the analyzer.</summary>
internal static class AnalyzerFigures
{
    private const int Files = 1000;
    private static readonly ImmutableArray<DiagnosticAnalyzer> Sdk = SdkAnalyzers.Load();

    public static async Task PrintAsync(int rounds)
    {
        Console.WriteLine($"{Files} files, {rounds} rounds after one to warm up: the least and the median, in milliseconds.\n");
        Console.WriteLine($"| Project | Lines | Calls | Compile (processor) | SDK's {Sdk.Length} analyzers | Ours | Ours of compile | Allocated a call |");
        Console.WriteLine("|--- |---:|---:|---:|---:|---:|---:|---:|");
        var without = await PrintAsync("Never names the library", new ManyFiles(Files, withChains: false), rounds);
        var with = await PrintAsync("A chain of four steps a file", new ManyFiles(Files, withChains: true), rounds);
        Console.WriteLine(Invariant($"\nA chain: {Microseconds(with.Least - without.Least):F1} / {Microseconds(with.Median - without.Median):F1} us."));
    }

    private static double Microseconds(double milliseconds) => milliseconds * 1000 / Files;

    private static async Task<Times> PrintAsync(string name, ManyFiles project, int rounds)
    {
        var (compile, sdk, ours) = (new Times(), new Times(), new Times());
        for (var round = -1; round < rounds; round++)
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
            var (ofSdk, ofOurs) = await AnalyzeAsync(project);
            if (round >= 0)
            {
                compile.Add(compiled);
                sdk.Add(ofSdk);
                ours.Add(ofOurs);
            }
        }

        var shares = Invariant($"{ours.Least / compile.Least:P2} / {ours.Median / compile.Median:P2}");
        var bytes = await AllocatedAsync(new OpenRouterKeysAnalyzer(), project) - await AllocatedAsync(new NothingAnalyzer(), project);
        Console.WriteLine(Invariant(
            $"| {name} | {project.Lines} | {project.Calls} | {compile} | {sdk} | {ours} | {shares} | {(double)bytes / project.Calls:F1} B |"));
        return ours;
    }

    // As the compiler itself tells with ReportAnalyzer: the time in each analyzer's own code.
    private static async Task<(TimeSpan Sdk, TimeSpan Ours)> AnalyzeAsync(ManyFiles project)
    {
        var ours = new OpenRouterKeysAnalyzer();
        var analyzed = project.Compile().WithAnalyzers(
            Sdk.Add(ours), new CompilationWithAnalyzersOptions(new([]), null, concurrentAnalysis: false, logAnalyzerExecutionTime: true));
        var reported = await analyzed.GetAnalyzerDiagnosticsAsync();
        if (reported.Any(diagnostic => diagnostic.Id.StartsWith("ORK", StringComparison.Ordinal) || diagnostic.Id == "AD0001"))
        {
            throw new InvalidOperationException("The program is right, and something is reported.");
        }

        var ofSdk = TimeSpan.Zero;
        foreach (var analyzer in Sdk)
        {
            ofSdk += (await analyzed.GetAnalyzerTelemetryInfoAsync(analyzer, default)).ExecutionTime;
        }

        return (ofSdk, (await analyzed.GetAnalyzerTelemetryInfoAsync(ours, default)).ExecutionTime);
    }

    // The least of some runs: what is allocated once, and what the runtime itself allocates meanwhile, is not counted.
    private static async Task<long> AllocatedAsync(DiagnosticAnalyzer analyzer, ManyFiles project)
    {
        var least = long.MaxValue;
        for (var run = 0; run < 3; run++)
        {
            var analyzed = project.Compile().WithAnalyzers(
                [analyzer], new CompilationWithAnalyzersOptions(new([]), null, concurrentAnalysis: false, logAnalyzerExecutionTime: false));
            var before = GC.GetTotalAllocatedBytes(precise: true);
            await analyzed.GetAnalyzerDiagnosticsAsync();
            least = Math.Min(least, GC.GetTotalAllocatedBytes(precise: true) - before);
        }

        return least;
    }

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    private sealed class Times
    {
        private readonly List<double> _milliseconds = [];

        public double Least => _milliseconds.Min();

        public double Median => _milliseconds.Order().ElementAt(_milliseconds.Count / 2);

        public void Add(TimeSpan time) => _milliseconds.Add(time.TotalMilliseconds);

        public override string ToString() => Invariant($"{Least:F2} / {Median:F2}");
    }
}
