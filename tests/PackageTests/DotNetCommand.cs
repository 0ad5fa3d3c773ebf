using System.Diagnostics;
using System.Runtime.InteropServices;

namespace OpenRouterKeys.PackageTests;

/// <summary>The result of a <c>dotnet</c> command.</summary>
internal sealed record DotNetCommand(int ExitCode, string Output)
{
    // A build server that outlives the command would keep its output open, and reading it would not end. An audit would query a server.
    private static readonly string[] CommonArguments =
        ["-nologo", "-tl:off", "-nodeReuse:false", "-p:UseSharedCompilation=false", "-p:NuGetAudit=false", "-consoleLoggerParameters:NoSummary"];

    /// <summary>The folder with .NET beside the runtime of this test, which may not be in PATH.</summary>
    public static string DotNetRoot { get; } = Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "../../.."));

    public static Task<DotNetCommand> RunAsync(string folder, IEnumerable<string> args) => RunProgramAsync(folder, [.. args, .. CommonArguments]);

    /// <summary>Runs a program.</summary>
    /// <param name="folder">The working directory.</param>
    /// <param name="args">The program's assembly and its arguments.</param>
    /// <param name="dotNetRoot">The folder with .NET; null: the folder with the runtime of this test.</param>
    public static async Task<DotNetCommand> RunProgramAsync(string folder, IEnumerable<string> args, string? dotNetRoot = null)
    {
        var start = new ProcessStartInfo(Path.Combine(dotNetRoot ?? DotNetRoot, OperatingSystem.IsWindows() ? "dotnet.exe" : "dotnet"), args)
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

    private static string GetPackagesFolder() =>
        Environment.GetEnvironmentVariable("NUGET_PACKAGES")
        ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");
}
