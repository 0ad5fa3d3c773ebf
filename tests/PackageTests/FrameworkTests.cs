using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using OpenRouterKeys.Fluent.Testing;

namespace OpenRouterKeys.PackageTests;

/// <summary>The frameworks that the packages support.</summary>
public sealed partial class FrameworkTests(PackageFeed feed)
{
    // Self-contained, because the .NET 8 runtime may not be installed.
    [Fact]
    public async Task Quick_start_runs_with_NET_8()
    {
        var folder = Path.Combine(feed.ConsumersFolder, "Net8");
        var quickStart = QuickStartRegex().Match(await File.ReadAllTextAsync(GetReadmePath(), TestContext.Current.CancellationToken)).Groups["code"].Value;
        var program = quickStart.Replace("FromEnvironment())", "FromEnvironment(), new() { BaseAddress = new(args[0]) })", StringComparison.Ordinal);
        Assert.NotEqual(quickStart, program);
        await File.WriteAllTextAsync(Path.Combine(folder, "Program.cs"), program, TestContext.Current.CancellationToken);
        var publish = await DotNetCommand.RunAsync(
            folder, ["publish", "--use-current-runtime", "--self-contained", "--output", "published", $"-p:VersionUnderTest={PackageFeed.Version}"]);
        Assert.True(publish.ExitCode == 0, publish.Output);

        await using var simulator = await OpenRouterSimulator.StartAsync(TestContext.Current.CancellationToken);
        var start = new ProcessStartInfo(Path.Combine(folder, "published", OperatingSystem.IsWindows() ? "Net8.exe" : "Net8"), [simulator.BaseAddress.AbsoluteUri])
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            Environment = { ["OPENROUTER_MANAGEMENT_KEY"] = simulator.ManagementKey.Reveal() },
        };
        using var process = Process.Start(start)!;
        var output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);

        var key = Assert.Single(simulator.Keys);
        Assert.Equal((0, key.Hash), (process.ExitCode, output.Trim()));
        Assert.Equal(("ci-bot", 25m), (key.Name, key.LimitUsd));
        Assert.StartsWith("sk-or-v1-", await File.ReadAllTextAsync(Path.Combine(folder, "ci-bot.key"), TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Older_framework_gets_an_error_that_lists_the_supported_ones()
    {
        var restore = await DotNetCommand.RunAsync(Path.Combine(feed.ConsumersFolder, "TooOld"), ["restore", $"-p:VersionUnderTest={PackageFeed.Version}"]);

        Assert.NotEqual(0, restore.ExitCode);
        Assert.Contains("error NU1202", restore.Output, StringComparison.Ordinal);
        Assert.Contains("net8.0", restore.Output, StringComparison.Ordinal);
        Assert.Contains("net10.0", restore.Output, StringComparison.Ordinal);
    }

    private static string GetReadmePath([CallerFilePath] string file = "") => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(file)!, "../../README.md"));

    [GeneratedRegex(@"## Quick start\s+```csharp\n(?<code>.*?)```", RegexOptions.Singleline)]
    private static partial Regex QuickStartRegex();
}
