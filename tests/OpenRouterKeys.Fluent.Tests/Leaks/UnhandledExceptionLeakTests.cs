using System.Diagnostics;
using OpenRouterKeys.Fluent.Tests.Http;

namespace OpenRouterKeys.Fluent.Tests.Leaks;

/// <summary>The output of a program that does not catch the library's exceptions, so that the runtime prints them.</summary>
public class UnhandledExceptionLeakTests
{
    [Theory]
    [InlineData("unknown: no secret", "await", "OpenRouterKeys.Fluent.KeyOutcomeUnknownException")]
    [InlineData("management key rejected", "await", "OpenRouterKeys.Fluent.ManagementKeyRejectedException")]
    [InlineData("unknown: connection reset", "forget", "Unobserved: System.AggregateException")]
    public async Task Output_of_a_crashed_program_does_not_contain_a_secret(string outcome, string mode, string expected)
    {
        await using var server = new RawServer(OutcomeCases.ByResponse[outcome]);
        var output = await RunAsync(server.BaseAddress.AbsoluteUri, mode);

        LeakAssert.NoSecretIn(output, outcome);
        Assert.Contains(expected, output, StringComparison.Ordinal);
    }

    private static async Task<string> RunAsync(params string[] arguments)
    {
        var program = Path.Combine(AppContext.BaseDirectory, "OpenRouterKeys.Fluent.Crash.dll");
        using var process = Process.Start(new ProcessStartInfo("dotnet", [program, .. arguments])
        {
            RedirectStandardError = true,
            RedirectStandardOutput = true,
            Environment = { ["OPENROUTER_MANAGEMENT_KEY"] = TestSecrets.ManagementKey },
        })!;
        var output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        var error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return await output + await error;
    }
}
