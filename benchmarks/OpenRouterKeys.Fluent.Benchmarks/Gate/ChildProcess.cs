using System.Diagnostics;

namespace OpenRouterKeys.Fluent.Benchmarks;

/// <summary>Runs a program.</summary>
internal static class ChildProcess
{
    /// <summary>Returns the program's standard output, or throws if the exit code is not 0.</summary>
    public static async Task<string> RunAsync(string program, params IEnumerable<string> args)
    {
        using var process = Process.Start(new ProcessStartInfo(program, args) { RedirectStandardOutput = true })!;
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return process.ExitCode == 0 ? output : throw new InvalidOperationException($"{program} failed: {output}");
    }
}
