using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.Json;
using OpenRouterKeys.Fluent.Testing;

namespace OpenRouterKeys.Cli.Tests;

public sealed class ProgramTests
{
    // In the command's output folder. That of the tests lacks assemblies that are a part of ASP.NET Core, which the tests require.
    internal static readonly string Executable = Path.Combine(
        AppContext.BaseDirectory.Replace(Path.Combine("tests", "OpenRouterKeys.Cli.Tests"), Path.Combine("src", "OpenRouterKeys.Cli"), StringComparison.Ordinal),
        "OpenRouterKeys.Cli" + (OperatingSystem.IsWindows() ? ".exe" : ""));

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
        Assert.Contains("No key remains.", error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(5, 0, "create a --simulator=FILE --json >&-", "Standard output is closed")]
    [InlineData(5, 0, "create a --simulator=FILE --json 1</dev/null", "Standard output is closed")]
    [InlineData(5, 0, "create a --simulator=FILE --reveal <&- >&- 2>&-", "")]
    [InlineData(5, 0, "create a --simulator=FILE --json >/dev/full 2>&-", "")]
    [InlineData(5, 0, "create a --simulator=FILE --json >/dev/full", "No key remains.")]
    [InlineData(5, 1, "create a --simulator=FILE --secret-to KEY <&- >&- 2>&-", "")]
    [InlineData(1, 0, "show nope --simulator=FILE 2>&-", "")]
    [InlineData(1, 0, "show nope --simulator=FILE 2>/dev/full", "")]
    [InlineData(2, 0, "validate - <&-", "Standard input is closed.")]
    [InlineData(2, 0, "validate - <&- >&- 2>&-", "")]
    [InlineData(5, 0, "--help >&-", "Standard output is closed.")]
    public async Task Missing_stream_never_loses_a_key(int exitCode, int keyCount, string command, string error)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Needs a Unix shell and /dev/full.");

        using var directory = new TemporaryDirectory();
        var (state, key) = (directory["state"], directory["key"]);
        command = command.Replace("FILE", state, StringComparison.Ordinal).Replace("KEY", key, StringComparison.Ordinal);
        using var process = Start(new ProcessStartInfo("sh", ["-c", $"exec '{Executable}' {command}"]) { RedirectStandardError = true });
        var errors = await process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);

        Assert.Equal(exitCode, process.ExitCode);
        Assert.Contains(error, errors, StringComparison.Ordinal);
        await using var simulator = await OpenRouterSimulator.StartAsync(state, TestContext.Current.CancellationToken);
        Assert.Equal(keyCount, simulator.Keys.Count);
        Assert.Equal(keyCount, File.Exists(key) ? 1 : 0);
    }

    [Theory]
    [InlineData("INT")]
    [InlineData("TERM")]
    [InlineData("HUP")]
    public async Task Signal_during_a_request_waits_for_its_response(string signal)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Needs Unix signals.");

        await using var simulator = await OpenRouterSimulator.StartAsync(TestContext.Current.CancellationToken);
        simulator.EnqueueFault(SimulatedFault.DelayResponse(TimeSpan.FromMilliseconds(500)));
        var start = new ProcessStartInfo(Executable, ["create", "ci", "--output", "secret", "--base-address", simulator.BaseAddress.AbsoluteUri])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment = { ["OPENROUTER_MANAGEMENT_KEY"] = simulator.ManagementKey.Reveal() },
        };
        using var process = Start(start);
        while (simulator.Requests.Count == 0)
        {
            Assert.False(process.HasExited);
            await Task.Yield();
        }

        using (Process.Start("kill", [$"-{signal}", process.Id.ToString(CultureInfo.InvariantCulture)]))
        {
            var output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
            var error = await process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
            await process.WaitForExitAsync(TestContext.Current.CancellationToken);

            Assert.Equal(0, process.ExitCode);
            Assert.Matches("^sk-or-v1-[0-9a-f]{64}\n$", output);
            Assert.StartsWith("Stopping. ", error, StringComparison.Ordinal);
        }
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

    internal static Process Start(ProcessStartInfo start)
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
