using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text.Json;

namespace OpenRouterKeys.Cli.Tests;

public sealed class StartingTheProcess
{
    [Fact]
    public async Task The_executable_creates_a_simulated_key_and_ends_with_its_exit_code()
    {
        var created = await StartAsync("create", "ci-bot", "--limit", "25", "--simulator", "--json");
        var refused = await StartAsync("create", "ci-bot", "--limit", "1,5", "--simulator");

        Assert.Equal(0, created.ExitCode);
        using var json = JsonDocument.Parse(created.Output);
        Assert.Equal(25m, json.RootElement.GetProperty("data").GetProperty("limit").GetDecimal());
        Assert.Equal((2, ""), (refused.ExitCode, refused.Output));
        Assert.StartsWith("--limit: ", refused.Error, StringComparison.Ordinal);
    }

    private static async Task<Run> StartAsync(params string[] args)
    {
        var executable = Path.Combine(AppContext.BaseDirectory, "OpenRouterKeys.Cli" + (OperatingSystem.IsWindows() ? ".exe" : ""));
        var start = new ProcessStartInfo(executable, args) { RedirectStandardOutput = true, RedirectStandardError = true };
        // The runtime that runs this test: it may be installed where an executable does not look.
        start.Environment["DOTNET_ROOT"] = Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", ".."));
        using var process = Process.Start(start)!;
        var cancellation = TestContext.Current.CancellationToken;
        var output = process.StandardOutput.ReadToEndAsync(cancellation);
        var error = process.StandardError.ReadToEndAsync(cancellation);
        await process.WaitForExitAsync(cancellation);
        return new(process.ExitCode, await output, await error);
    }
}
