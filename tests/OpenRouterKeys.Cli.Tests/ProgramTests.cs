using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text.Json;

namespace OpenRouterKeys.Cli.Tests;

public sealed class ProgramTests
{
    private static readonly string Executable =
        Path.Combine(AppContext.BaseDirectory, "OpenRouterKeys.Cli" + (OperatingSystem.IsWindows() ? ".exe" : ""));

    [Fact]
    public async Task Process_writes_the_result_and_returns_the_exit_code()
    {
        var created = await RunAsync("create", "ci-bot", "--limit", "25", "--simulator", "--json");
        var invalid = await RunAsync("create", "ci-bot", "--limit", "1,5", "--simulator");

        Assert.Equal(0, created.ExitCode);
        using var json = JsonDocument.Parse(created.Output);
        Assert.Equal(25m, json.RootElement.GetProperty("data").GetProperty("limit").GetDecimal());
        Assert.Equal((2, ""), (invalid.ExitCode, invalid.Output));
        Assert.StartsWith("--limit: ", invalid.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Closed_pipe_exits_with_5()
    {
        using var process = Start("create", "--from-json", "-", "--simulator", "--json");
        process.StandardOutput.Close();
        await process.StandardInput.WriteAsync("""{"name":"ci-bot"}""");
        process.StandardInput.Close(); // the command waits for it before it creates a key
        var error = await process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);

        Assert.Equal(5, process.ExitCode);
        Assert.Contains("Its secret is lost. Delete the key.", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Closed_standard_output_exits_with_5()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Needs a Unix shell.");

        var start = new ProcessStartInfo("sh", ["-c", $"exec '{Executable}' create ci-bot --simulator --json >&-"]) { RedirectStandardError = true };
        using var process = Start(start);
        var error = await process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);

        Assert.Equal(5, process.ExitCode);
        Assert.Contains("Standard output is closed.", error, StringComparison.Ordinal);
        Assert.Contains("Its secret is lost. Delete the key.", error, StringComparison.Ordinal);
    }

    private static Process Start(params string[] args)
    {
        var start = new ProcessStartInfo(Executable, args)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        return Start(start);
    }

    private static Process Start(ProcessStartInfo start)
    {
        // The runtime may be installed where an executable does not look for it.
        start.Environment["DOTNET_ROOT"] = Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", ".."));
        return Process.Start(start)!;
    }

    private static async Task<CommandResult> RunAsync(params string[] args)
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
