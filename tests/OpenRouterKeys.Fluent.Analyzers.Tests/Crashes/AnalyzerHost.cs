using System.Diagnostics;
using System.Text.Json;

namespace OpenRouterKeys.Fluent.Analyzers.Tests.Crashes;

/// <summary>A program to analyze, and the name by which a failure is reported.</summary>
internal sealed record HostedProgram(string Name, params string[] Files);

/// <summary>Analyzes programs in a child process, which a stack overflow may terminate.</summary>
internal static class AnalyzerHost
{
    // The usings of all programs, and the variables that they reference.
    private const string Support = """
        global using System; global using System.Collections.Generic; global using System.Linq; global using System.Threading;
        global using System.Threading.Tasks; global using OpenRouterKeys.Fluent; global using static Support;
        static class Support
        {
            public static bool flag; public static OpenRouterKeysClient client = null!; public static KeyRequest request = null!; public static ApiKey key = null!;
            public static Task Store(CreatedKey created, CancellationToken cancellationToken) => Task.CompletedTask;
        }
        static class Assert { public static void Throws(Func<Task> action) { } }
        """;

    private const int MaxFailures = 10; // each one that terminates the process costs a new process

    // A program that is analyzed endlessly is reported like one that terminates the process.
    private static readonly TimeSpan Timeout = TimeSpan.FromMinutes(1);

    /// <summary>Returns a line for each program that terminates the process or makes the analyzer throw or hang, up to a maximum.</summary>
    public static async Task<IReadOnlyList<string>> FindFailuresAsync(IReadOnlyList<HostedProgram> programs)
    {
        var failures = new List<string>();
        for (var first = 0; first < programs.Count && failures.Count < MaxFailures;)
        {
            var (lines, end) = await AnalyzeAsync(programs.Skip(first));
            var analyzed = lines.Count / 2;
            failures.AddRange(Enumerable.Range(0, analyzed)
                .Where(n => lines[(2 * n) + 1] != "analyzed")
                .Select(n => Describe(programs[first + n], lines[(2 * n) + 1])));
            first += analyzed;
            if (first < programs.Count)
            {
                var place = lines.Count % 2 == 0 ? "the compiler itself" : "the analyzer";
                failures.Add(Describe(programs[first], $"{end} in {place}"));
                first++;
            }
        }

        return failures;
    }

    private static async Task<(List<string> Lines, string End)> AnalyzeAsync(IEnumerable<HostedProgram> programs)
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        using var process = Process.Start(new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "OpenRouterKeys.Fluent.Analyzers.Host.dll")])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment =
            {
                ["DOTNET_DefaultStackSize"] = "100000", // hexadecimal: 1 MiB, the size on Windows, where Visual Studio runs the analyzer
                ["DOTNET_DbgEnableMiniDump"] = "0",
            },
        })!;
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        using var kill = timeout.Token.Register(() => process.Kill());
        var error = process.StandardError.ReadToEndAsync(cancellationToken);
        await process.StandardInput.WriteAsync(JsonSerializer.Serialize(programs.Select(program => program.Files.Append(Support))));
        process.StandardInput.Close();
        var lines = new List<string>();
        timeout.CancelAfter(Timeout);
        while (await process.StandardOutput.ReadLineAsync(cancellationToken) is { } line)
        {
            lines.Add(line);
            timeout.CancelAfter(Timeout);
        }

        await process.WaitForExitAsync(cancellationToken);
        var end = timeout.IsCancellationRequested ? "timed out" : $"the process ended with {process.ExitCode} ({(await error).Split('\n')[0].Trim()})";
        return (lines, end);
    }

    private static string Describe(HostedProgram program, string what)
    {
        var source = string.Join("\n// next file\n", program.Files);
        return $"{program.Name}: {what}\n{(source.Length > 2000 ? source[..2000] + "…" : source)}";
    }
}
