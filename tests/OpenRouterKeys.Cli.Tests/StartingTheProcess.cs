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

    [Fact]
    public async Task A_secret_that_nobody_reads_any_more_is_not_taken_for_kept()
    {
        using var process = Start("create", "--from-json", "-", "--simulator", "--json");
        process.StandardOutput.Close();
        await process.StandardInput.WriteAsync("""{"name":"ci-bot"}""");
        process.StandardInput.Close(); // only now it goes on
        var error = await process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);

        Assert.Equal(5, process.ExitCode);
        Assert.Contains("Delete the key: nobody knows its secret.", error, StringComparison.Ordinal);
    }

    private static Process Start(params string[] args)
    {
        var executable = Path.Combine(AppContext.BaseDirectory, "OpenRouterKeys.Cli" + (OperatingSystem.IsWindows() ? ".exe" : ""));
        var start = new ProcessStartInfo(executable, args)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        // The runtime that runs this test: it may be installed where an executable does not look.
        start.Environment["DOTNET_ROOT"] = Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", ".."));
        return Process.Start(start)!;
    }

    private static async Task<Run> StartAsync(params string[] args)
    {
        using var process = Start(args);
        process.StandardInput.Close();
        var cancellation = TestContext.Current.CancellationToken;
        var output = process.StandardOutput.ReadToEndAsync(cancellation);
        var error = process.StandardError.ReadToEndAsync(cancellation);
        await process.WaitForExitAsync(cancellation);
        return new(process.ExitCode, await output, await error);
    }
}
