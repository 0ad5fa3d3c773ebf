using System.Diagnostics;
using System.Runtime.InteropServices;

namespace OpenRouterKeys.Cli.Tests;

public sealed class CompletionCommandTests
{
    [Theory]
    [InlineData("bash", "complete -o default -F _openrouter_keys openrouter-keys")]
    [InlineData("zsh", "compdef _openrouter_keys openrouter-keys")]
    [InlineData("fish", "complete -c openrouter-keys")]
    [InlineData("pwsh", "Register-ArgumentCompleter -Native -CommandName openrouter-keys")]
    public async Task Script_registers_completion_in_the_shell(string shell, string registration)
    {
        var run = await CommandRunner.Default.RunAsync("completion", shell);

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Contains(registration, run.Output, StringComparison.Ordinal);
        Assert.Contains("[suggest", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Unknown_shell_exits_with_2() => Assert.Equal(2, (await CommandRunner.Default.RunAsync("completion", "csh")).ExitCode);

    [Fact]
    public async Task Bash_script_completes_commands_options_and_values()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Needs bash.");

        Assert.Equal(["list"], await CompleteInBashAsync("openrouter-keys li"));
        Assert.Equal(["--secret-to"], await CompleteInBashAsync("openrouter-keys rotate h1 --sec"));
        Assert.Equal(["monthly"], await CompleteInBashAsync("openrouter-keys create ci --reset mon"));
    }

    private static async Task<string[]> CompleteInBashAsync(string line)
    {
        var words = line.Split(' ');
        var script = $$"""
            openrouter-keys() { "{{Path.Combine(AppContext.BaseDirectory, "OpenRouterKeys.Cli")}}" "$@"; }
            eval "$(openrouter-keys completion bash)"
            COMP_LINE='{{line}}' COMP_POINT={{line.Length}} COMP_WORDS=({{line}}) COMP_CWORD={{words.Length - 1}}
            _openrouter_keys
            printf '%s\n' "${COMPREPLY[@]}"
            """;
        var start = new ProcessStartInfo("bash", ["--noprofile", "--norc", "-c", script]) { RedirectStandardOutput = true };
        start.Environment["DOTNET_ROOT"] = Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", ".."));
        using var process = Process.Start(start)!;
        var output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }
}
