using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace OpenRouterKeys.Fluent.Benchmarks;

/// <summary>Measures the time of <c>openrouter-keys --help</c>, as the portable package contains it, and of a program that does nothing. Their runs are
/// interleaved.</summary>
internal static class CommandStartCost
{
    public const string Benchmark = "CommandHelp";
    public const string Baseline = "EmptyProgram";

    public static async Task<IReadOnlyList<Measurement>> MeasureAsync(int rounds)
    {
        var folder = Directory.CreateTempSubdirectory().FullName;
        try
        {
            return await MeasureAsync(folder, rounds);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<IReadOnlyList<Measurement>> MeasureAsync(string folder, int rounds)
    {
        var (command, empty) = (Path.Combine(folder, "command"), Path.Combine(folder, "empty"));
        await PublishAsync(GetCommandFolder(), command);
        await PublishAsync(await CreateEmptyProjectAsync(Path.Combine(folder, "project")), empty);
        (string Candidate, string Program, string[] Args)[] candidates =
        [
            ("Library", GetPath(command, "OpenRouterKeys.Cli"), ["--help"]),
            (Baseline, GetPath(empty, "Empty"), []),
        ];
        var measurements = new List<Measurement>();
        for (var round = -1; round < rounds; round++)
        {
            foreach (var (candidate, program, args) in candidates)
            {
                var started = Stopwatch.GetTimestamp();
                await ChildProcess.RunAsync(program, args);
                var elapsed = Stopwatch.GetElapsedTime(started);
                if (round >= 0)
                {
                    measurements.Add(new(Benchmark, candidate, Metric.Time, elapsed.TotalNanoseconds));
                }
            }
        }

        return measurements;
    }

    private static async Task<string> CreateEmptyProjectAsync(string folder)
    {
        Directory.CreateDirectory(folder);
        await File.WriteAllTextAsync(Path.Combine(folder, "Program.cs"), "return 0;");
        await File.WriteAllTextAsync(Path.Combine(folder, "Empty.csproj"), """
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <OutputType>Exe</OutputType>
                <TargetFramework>net10.0</TargetFramework>
              </PropertyGroup>
            </Project>
            """);
        return folder;
    }

    private static Task<string> PublishAsync(string project, string folder) =>
        ChildProcess.RunAsync("dotnet", "publish", project, "-c", "Release", "--output", folder, "-nologo", "-nodeReuse:false");

    private static string GetPath(string folder, string program) => Path.Combine(folder, OperatingSystem.IsWindows() ? program + ".exe" : program);

    private static string GetCommandFolder([CallerFilePath] string file = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(file)!, "../../../src/OpenRouterKeys.Cli"));
}
