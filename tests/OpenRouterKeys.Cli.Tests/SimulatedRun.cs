using System.Text.RegularExpressions;
using OpenRouterKeys.Fluent;
using OpenRouterKeys.Fluent.Testing;

namespace OpenRouterKeys.Cli.Tests;

/// <summary>Real creations, over loopback: the command knows nothing of the simulator but its address and management key.</summary>
internal static partial class SimulatedRun
{
    public static Task<Run> RunAsync(this OpenRouterSimulator simulator, params string[] args) =>
        simulator.RunAsync(new Setting(), args);

    public static Task<Run> RunAsync(this OpenRouterSimulator simulator, Setting setting, params string[] args) =>
        (setting with { ManagementKey = setting.ManagementKey ?? simulator.ManagementKey.Reveal() })
            .RunAsync([.. args, "--base-address", simulator.BaseAddress.AbsoluteUri]);

    /// <summary>The secret in a text; there must be one.</summary>
    public static string SecretIn(string text)
    {
        var secret = SecretFormat().Match(text);
        Assert.True(secret.Success, "There is no secret in the text.");
        return secret.Value;
    }

    public static KeyInfo OnlyKey(this OpenRouterSimulator simulator) => Assert.Single(simulator.Keys);

    [GeneratedRegex("sk-or-v1-[0-9a-f]{64}")]
    private static partial Regex SecretFormat();
}
