using System.Diagnostics;
using System.Text.RegularExpressions;
using OpenRouterKeys.Fluent.Testing;

namespace OpenRouterKeys.PackageTests;

/// <summary>A user's program, compiled ahead of time.</summary>
public sealed partial class NativeTests(Feed feed)
{
    [Fact]
    public async Task A_native_program_calls_the_API_and_the_trimmer_finds_no_fault_in_the_package()
    {
        Assert.SkipUnless(OperatingSystem.IsWindows() || HasLinker(), "Native compilation needs clang or gcc, and neither is on this machine's path.");
        var folder = Path.Combine(feed.Consumers, "Native");
        string[] quick = ["--use-current-runtime", "--configuration", "Debug"];
        var publishing = await DotNet.RunAsync(folder, ["publish", .. quick, "--output", "published", $"-p:VersionUnderTest={Feed.Version}"]);
        Assert.True(publishing.ExitCode == 0, publishing.Output);
        Assert.DoesNotContain(TrimWarning().Matches(publishing.Output), warning => warning.Value.Contains("OpenRouterKeys", StringComparison.Ordinal));

        Assert.Equal(
            [
                "25", "50 Weekly", "ci-bot False", "ci-bot True", "ManagementKeyRejectedException", "NoSuchKeyException",
                "InvalidKeyRequestException", "InvalidKeyRequestException",
            ],
            await RunAsync(Path.Combine(folder, "published", OperatingSystem.IsWindows() ? "Native.exe" : "Native")));
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

    // The SDK asks for clang, and takes gcc.
    private static bool HasLinker() => Environment.GetEnvironmentVariable("PATH")!.Split(Path.PathSeparator)
        .Any(folder => File.Exists(Path.Combine(folder, "clang")) || File.Exists(Path.Combine(folder, "gcc")));

    [GeneratedRegex(@"\bIL\d{4}: .*")]
    private static partial Regex TrimWarning();
}
