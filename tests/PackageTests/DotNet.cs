using System.Diagnostics;
using System.Runtime.InteropServices;

namespace OpenRouterKeys.PackageTests;

internal sealed record DotNet(int ExitCode, string Output)
{
    // No server outlives the command: it would hold the pipe, and the test with it.
    private static readonly string[] Alone =
        ["-nologo", "-tl:off", "-nodeReuse:false", "-p:UseSharedCompilation=false", "-consoleLoggerParameters:NoSummary"];

    public static async Task<DotNet> RunAsync(string folder, IEnumerable<string> args)
    {
        var start = new ProcessStartInfo(Host(), [.. args, .. Alone])
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        // The test host's own settings, which are not the user's.
        foreach (var variable in start.Environment.Keys.Where(name => name.StartsWith("MSBUILD", StringComparison.OrdinalIgnoreCase)).ToList())
        {
            start.Environment.Remove(variable);
        }

        start.Environment["MACHINE_PACKAGES"] = MachinePackages();
        start.Environment["DOTNET_CLI_UI_LANGUAGE"] = "en";
        using var process = Process.Start(start)!;
        var cancellation = TestContext.Current.CancellationToken;
        var output = process.StandardOutput.ReadToEndAsync(cancellation);
        var error = process.StandardError.ReadToEndAsync(cancellation);
        await process.WaitForExitAsync(cancellation);
        return new(process.ExitCode, await output + await error);
    }

    // The SDK beside the runtime that runs this test: it may be installed where no path points.
    private static string Host() => Path.GetFullPath(
        Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "../../..", OperatingSystem.IsWindows() ? "dotnet.exe" : "dotnet"));

    private static string MachinePackages() =>
        Environment.GetEnvironmentVariable("NUGET_PACKAGES")
        ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");
}
