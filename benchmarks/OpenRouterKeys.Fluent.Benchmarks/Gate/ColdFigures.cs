using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace OpenRouterKeys.Fluent.Benchmarks;

/// <summary>The first key of a new process: from its start to its end, just in time and compiled ahead of time. The ways take turns.</summary>
internal static class ColdFigures
{
    public const string Jit = "The first key of a process (just in time)";
    public const string Native = "The first key of a process (native)";
    private const string Name = "OpenRouterKeys.Fluent.Benchmarks.ColdStart";
    private static readonly string[] Ways = ["HandWritten", "Library", "Refit"];

    public static async Task<IReadOnlyList<Figure>> MeasureAsync(int rounds)
    {
        var folder = Directory.CreateTempSubdirectory().FullName;
        try
        {
            return
            [
                .. await MeasureAsync(Jit, Path.Combine(folder, "jit"), ["--no-self-contained"], rounds),
                .. await MeasureAsync(Native, Path.Combine(folder, "native"), ["-p:PublishNative=true"], rounds),
            ];
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<List<Figure>> MeasureAsync(string question, string folder, string[] kind, int rounds)
    {
        await RunAsync("dotnet", ["publish", Project(), "--use-current-runtime", .. kind, "--output", folder, "-nologo", "-nodeReuse:false"]);
        var program = Path.Combine(folder, OperatingSystem.IsWindows() ? Name + ".exe" : Name);
        var figures = new List<Figure>();
        for (var round = -1; round < rounds; round++)
        {
            foreach (var way in Ways)
            {
                var started = Stopwatch.GetTimestamp();
                var output = await RunAsync(program, way, FixedServer.Address.AbsoluteUri, FixedServer.Token);
                var took = Stopwatch.GetElapsedTime(started);
                Equal.Require(HandWrittenReader.ReadCreated(Examples.Created).Key.Reveal(), output.Trim());
                if (round >= 0)
                {
                    figures.Add(new(question, way, Cost.Time, took.TotalNanoseconds));
                }
            }
        }

        return figures;
    }

    public static async Task<string> RunAsync(string program, params IEnumerable<string> args)
    {
        using var process = Process.Start(new ProcessStartInfo(program, args) { RedirectStandardOutput = true })!;
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return process.ExitCode == 0 ? output : throw new InvalidOperationException($"{program} failed: {output}");
    }

    private static string Project([CallerFilePath] string file = "") => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(file)!, "../..", Name));
}
