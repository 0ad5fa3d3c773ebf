using System.Diagnostics;
using System.Text.Json;

namespace OpenRouterKeys.Fluent.Analyzers.Tests.Crashes;

/// <summary>A program to analyze, and the name by which a failure is reported.</summary>
internal sealed record HostedProgram(string Name, params string[] Files);

/// <summary>A child process that analyzes programs. A stack overflow terminates it; then it is started again.</summary>
public sealed class AnalyzerHost : IDisposable
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

    private const string Success = "ok";

    private const int MaxFailures = 10; // each one that terminates the process costs a new process

    // A program that is analyzed endlessly is reported like one that terminates the process.
    private static readonly TimeSpan Timeout = TimeSpan.FromMinutes(1);

    private Process? _process;
    private Task<string> _error = Task.FromResult("");

    public void Dispose() => Stop();

    /// <summary>Returns a line for each program that terminates the process or makes the analyzer throw or hang, up to a maximum.</summary>
    internal async Task<IReadOnlyList<string>> FindFailuresAsync(IReadOnlyList<HostedProgram> programs)
    {
        var failures = new List<string>();
        foreach (var program in programs.TakeWhile(_ => failures.Count < MaxFailures))
        {
            var result = await AnalyzeAsync(program);
            if (result != Success)
            {
                failures.Add(Describe(program, result));
            }
        }

        return failures;
    }

    private async Task<string> AnalyzeAsync(HostedProgram program)
    {
        var process = _process ??= Start();
        await process.StandardInput.WriteLineAsync(JsonSerializer.Serialize(program.Files.Append(Support)));
        await process.StandardInput.FlushAsync(TestContext.Current.CancellationToken);
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        timeout.CancelAfter(Timeout);
        using var kill = timeout.Token.Register(() => process.Kill());
        if (await process.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken) is { } line)
        {
            return line;
        }

        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        var result = timeout.IsCancellationRequested ? "timed out" : $"the process ended with {process.ExitCode} ({GetCause(await _error)})";
        Stop();
        return result;
    }

    private Process Start()
    {
        var process = Process.Start(new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "OpenRouterKeys.Fluent.Analyzers.Host.dll")])
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
        _error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        return process;
    }

    private void Stop()
    {
        _process?.Kill();
        _process?.Dispose();
        _process = null;
    }

    // The error and the innermost method of the analyzer, or of the compiler if the compiler itself fails.
    private static string GetCause(string error)
    {
        var lines = error.Split('\n', StringSplitOptions.TrimEntries);
        var method = Array.Find(lines, line => line.StartsWith("at OpenRouterKeys.", StringComparison.Ordinal))
            ?? Array.Find(lines, line => line.StartsWith("at ", StringComparison.Ordinal));
        return $"{lines[0]} {method}";
    }

    private static string Describe(HostedProgram program, string what)
    {
        var source = string.Join("\n// next file\n", program.Files);
        return $"{program.Name}: {what}\n{(source.Length > 2000 ? source[..2000] + "…" : source)}";
    }
}
