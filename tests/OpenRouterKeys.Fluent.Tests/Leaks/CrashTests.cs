using System.Diagnostics;
using OpenRouterKeys.Fluent.Tests.Http;

namespace OpenRouterKeys.Fluent.Tests.Leaks;

/// <summary>A program that catches nothing, so that the runtime prints what it dies of.</summary>
public class CrashTests
{
    [Theory]
    [InlineData("unknown without a secret", "await", "OpenRouterKeys.Fluent.KeyOutcomeUnknownException")]
    [InlineData("management key rejected", "await", "OpenRouterKeys.Fluent.ManagementKeyRejectedException")]
    [InlineData("unknown by a reset", "forget", "Unobserved: System.AggregateException")]
    public async Task A_program_dies_without_telling_a_secret(string ending, string how, string told)
    {
        await using var server = new RawServer(Endings.Answers[ending]);
        var output = await RunAsync(server.BaseAddress.AbsoluteUri, how);

        Leak.IsNotIn(output, ending);
        Assert.Contains(told, output, StringComparison.Ordinal);
    }

    private static async Task<string> RunAsync(params string[] arguments)
    {
        var program = Path.Combine(AppContext.BaseDirectory, "OpenRouterKeys.Fluent.Crash.dll");
        using var process = Process.Start(new ProcessStartInfo("dotnet", [program, .. arguments])
        {
            RedirectStandardError = true,
            RedirectStandardOutput = true,
            Environment = { ["OPENROUTER_MANAGEMENT_KEY"] = Leak.ManagementKey },
        })!;
        var output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        var error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return await output + await error;
    }
}
