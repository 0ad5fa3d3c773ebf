using System.Diagnostics;
using System.Text.RegularExpressions;
using OpenRouterKeys.Fluent.Testing;

namespace OpenRouterKeys.PackageTests;

/// <summary>Publishes a program that uses the package with NativeAOT, and runs it.</summary>
public sealed partial class NativeAotTests(PackageFeed feed)
{
    [Fact]
    public async Task Native_program_runs_and_package_has_no_trim_warnings()
    {
        Assert.SkipUnless(OperatingSystem.IsWindows() || HasLinker(), "NativeAOT needs clang or gcc in PATH.");
        var folder = Path.Combine(feed.ConsumersFolder, "NativeAot");
        string[] faster = ["--configuration", "Debug", "-p:NativeDebugSymbols=false"]; // faster to compile
        var publish = await DotNetCommand.RunAsync(
            folder, ["publish", "--use-current-runtime", "--output", "published", $"-p:VersionUnderTest={PackageFeed.Version}", .. faster]);
        Assert.True(publish.ExitCode == 0, publish.Output);
        Assert.DoesNotContain(TrimWarningRegex().Matches(publish.Output), warning => warning.Value.Contains("OpenRouterKeys", StringComparison.Ordinal));

        Assert.Equal(
            [
                "25", "50 Weekly", "ci-bot False", "ci-bot True", "ManagementKeyRejectedException", "NoSuchKeyException",
                "InvalidKeyRequestException", "InvalidKeyRequestException",
            ],
            await RunAsync(Path.Combine(folder, "published", OperatingSystem.IsWindows() ? "NativeAot.exe" : "NativeAot")));
    }

    private static async Task<string[]> RunAsync(string program)
    {
        await using var simulator = await OpenRouterSimulator.StartAsync();
        var start = new ProcessStartInfo(program, [simulator.BaseAddress.AbsoluteUri]) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["OPENROUTER_MANAGEMENT_KEY"] = simulator.ManagementKey.Reveal();
        using var process = Process.Start(start)!;
        var cancellation = TestContext.Current.CancellationToken;
        var error = process.StandardError.ReadToEndAsync(cancellation);
        var output = await process.StandardOutput.ReadToEndAsync(cancellation);
        await process.WaitForExitAsync(cancellation);
        Assert.Equal((0, ""), (process.ExitCode, await error));
        return output.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
    }

    // The SDK uses clang, or gcc if there is no clang.
    private static bool HasLinker() => Environment.GetEnvironmentVariable("PATH")!.Split(Path.PathSeparator)
        .Any(folder => File.Exists(Path.Combine(folder, "clang")) || File.Exists(Path.Combine(folder, "gcc")));

    [GeneratedRegex(@"\bIL\d{4}: .*")]
    private static partial Regex TrimWarningRegex();
}
