using OpenRouterKeys.Fluent;
using OpenRouterKeys.Fluent.Testing;

namespace OpenRouterKeys.Cli.Tests;

internal static class SimulatorExtensions
{
    public static Task<CommandResult> RunAsync(this OpenRouterSimulator simulator, params string[] args) =>
        simulator.RunAsync(CommandRunner.Default, args);

    /// <summary>Runs the command against the simulator over HTTP, as it runs against OpenRouter.</summary>
    public static Task<CommandResult> RunAsync(this OpenRouterSimulator simulator, CommandRunner runner, params string[] args) =>
        (runner with { ManagementKey = runner.ManagementKey ?? simulator.ManagementKey.Reveal() })
            .RunAsync([.. args, "--base-address", simulator.BaseAddress.AbsoluteUri]);

    public static KeyInfo SingleKey(this OpenRouterSimulator simulator) => Assert.Single(simulator.Keys);
}
