using System.Diagnostics;
using System.Runtime.InteropServices;

namespace OpenRouterKeys.PackageTests;

/// <summary>The result of a <c>dotnet</c> command.</summary>
internal sealed record DotNetCommand(int ExitCode, string Output)
{
    // A build server that outlives the command would keep its output open, and reading it would not end. An audit would query a server.
    private static readonly string[] CommonArguments =
        ["-nologo", "-tl:off", "-nodeReuse:false", "-p:UseSharedCompilation=false", "-p:NuGetAudit=false", "-consoleLoggerParameters:NoSummary"];

    public static Task<DotNetCommand> RunAsync(string folder, IEnumerable<string> args) => RunProgramAsync(folder, [.. args, .. CommonArguments]);

    /// <summary>Runs a program.</summary>
    /// <param name="folder">The working directory.</param>
    /// <param name="args">The program's assembly and its arguments.</param>
    public static async Task<DotNetCommand> RunProgramAsync(string folder, IEnumerable<string> args)
    {
        var start = new ProcessStartInfo(GetDotNetPath(), args)
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };

        // Variables that are set when the tests run within a build.
        foreach (var variable in start.Environment.Keys.Where(name => name.StartsWith("MSBUILD", StringComparison.OrdinalIgnoreCase)).ToList())
        {
            start.Environment.Remove(variable);
        }

        // The SDK leaves empty folders in the folder for temporary files.
        start.Environment["TMPDIR"] = Directory.CreateDirectory(Path.Combine(folder, "obj")).FullName;
        start.Environment["MACHINE_PACKAGES"] = GetPackagesFolder();
        start.Environment["DOTNET_CLI_UI_LANGUAGE"] = "en";
        using var process = Process.Start(start)!;
        var cancellation = TestContext.Current.CancellationToken;
        var output = process.StandardOutput.ReadToEndAsync(cancellation);
        var error = process.StandardError.ReadToEndAsync(cancellation);
        await process.WaitForExitAsync(cancellation);
        return new(process.ExitCode, await output + await error);
    }

    // The SDK next to the runtime of this test, which may not be in PATH.
    private static string GetDotNetPath() => Path.GetFullPath(
        Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "../../..", OperatingSystem.IsWindows() ? "dotnet.exe" : "dotnet"));

    private static string GetPackagesFolder() =>
        Environment.GetEnvironmentVariable("NUGET_PACKAGES")
        ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");
}
