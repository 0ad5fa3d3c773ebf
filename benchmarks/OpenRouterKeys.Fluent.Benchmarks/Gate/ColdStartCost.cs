using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace OpenRouterKeys.Fluent.Benchmarks;

/// <summary>Measures the time of a new process that creates one key, JIT-compiled and with NativeAOT. Runs of the candidates are interleaved.</summary>
internal static class ColdStartCost
{
    public const string Jit = "ColdStart (JIT)";
    public const string NativeAot = "ColdStart (NativeAOT)";
    private const string ProjectName = "OpenRouterKeys.Fluent.Benchmarks.ColdStart";
    private static readonly string[] Candidates = ["HandWritten", "Library", "Refit"];

    public static async Task<IReadOnlyList<Measurement>> MeasureAsync(int rounds)
    {
        var folder = Directory.CreateTempSubdirectory().FullName;
        try
        {
            return
            [
                .. await MeasureAsync(Jit, Path.Combine(folder, "jit"), ["--no-self-contained"], rounds),
                .. await MeasureAsync(NativeAot, Path.Combine(folder, "native"), ["-p:PublishNative=true"], rounds),
            ];
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<List<Measurement>> MeasureAsync(string benchmark, string folder, string[] publishArgs, int rounds)
    {
        await ChildProcess.RunAsync(
            "dotnet", ["publish", GetProjectFolder(), "--use-current-runtime", .. publishArgs, "--output", folder, "-nologo", "-nodeReuse:false"]);
        var program = Path.Combine(folder, OperatingSystem.IsWindows() ? ProjectName + ".exe" : ProjectName);
        var measurements = new List<Measurement>();
        for (var round = -1; round < rounds; round++)
        {
            foreach (var candidate in Candidates)
            {
                var started = Stopwatch.GetTimestamp();
                var output = await ChildProcess.RunAsync(program, candidate, FixedServer.Address.AbsoluteUri, FixedServer.Token);
                var elapsed = Stopwatch.GetElapsedTime(started);
                ResultCheck.EnsureEqual(HandWrittenReader.ReadCreated(Examples.Created).Key.Reveal(), output.Trim());
                if (round >= 0)
                {
                    measurements.Add(new(benchmark, candidate, Metric.Time, elapsed.TotalNanoseconds));
                }
            }
        }

        return measurements;
    }

    private static string GetProjectFolder([CallerFilePath] string file = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(file)!, "../..", ProjectName));
}
