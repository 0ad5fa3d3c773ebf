using System.ComponentModel;
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

    [Theory]
    [InlineData("csh")]
    [InlineData("tcsh")]
    [InlineData("Bash")]
    public async Task Unknown_shell_exits_with_2_and_reports_the_known_ones(string shell)
    {
        var run = await CommandRunner.Default.RunAsync("completion", shell);

        Assert.Equal((2, ""), (run.ExitCode, run.Output));
        Assert.Equal($"'{shell}' is not a supported shell. Use bash, zsh, fish or pwsh.", run.ErrorLines[0]);
    }

    [Theory]
    [InlineData("list", "li")]
    [InlineData("list", "l")]
    [InlineData("ls", "ls")]
    [InlineData("rotate", "r")]
    [InlineData("get", "g")]
    [InlineData("", "nonsense", "")]
    [InlineData("--help --version", "--")]
    [InlineData("daily weekly monthly never", "create", "ci", "--reset", "")]
    [InlineData("daily weekly monthly never", "update", "h1", "--reset", "")]
    [InlineData("monthly", "create", "my key", "--reset", "mon")]
    [InlineData("--reset=monthly", "create", "--reset=mon")]
    [InlineData("--reset=monthly", "create", "--reset", "=", "mon")]
    [InlineData("true false", "update", "--byok", "")]
    [InlineData("none", "update", "--limit", "")]
    [InlineData("error warning none", "audit", "--fail-on", "")]
    [InlineData("bash zsh fish pwsh", "completion", "")]
    [InlineData("list", "help", "li")]
    [InlineData("", "create", "ci", "--limit", "")]
    [InlineData("", "create", "--", "")]
    [InlineData("--dry-run", "create", "--dr")]
    [InlineData("", "create", "--dry-run", "--dr")]
    [InlineData("--port --state --help", "simulator", "")]
    [InlineData("--state --help", "simulator", "--port=1", "")]
    [InlineData("daily weekly monthly never", "apply", "keys.csv", "--reset", "")]
    [InlineData("text json secret env", "create", "--output", "")]
    [InlineData(":files", "apply", "")]
    [InlineData(":files", "apply", "keys.csv", "--secrets-dir", "")]
    [InlineData(":files", "create", "--secret-to", "my")]
    [InlineData(":files", "create", "--secret-to=my")]
    [InlineData(":files", "list", "--simulator=")]
    public async Task Suggestions_are_what_the_command_accepts(string suggestions, params string[] words)
    {
        var run = await CommandRunner.Default.RunAsync(["[suggest]", .. words]);

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Equal(suggestions, string.Join(' ', run.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries)));
    }

    [Theory]
    [InlineData("list", "[suggest:2]", "li --json")]
    [InlineData("list", "[suggest:3]", " li")]
    [InlineData("monthly", "[suggest:99]", "create 'my key' --reset mon")]
    [InlineData("--dry-run", "[suggest:11]", "create --dr --json")]
    public async Task Word_at_the_position_is_completed(string suggestion, params string[] args)
    {
        var run = await CommandRunner.Default.RunAsync(args);

        Assert.Equal((0, suggestion + "\n"), (run.ExitCode, run.Output));
    }

    [Fact]
    public async Task Bash_script_completes_commands_options_values_and_files()
    {
        var output = await RunInShellAsync("bash", ["--noprofile", "--norc", "-c"], $$"""
            openrouter-keys() { {{ProgramTests.Executable}} "$@"; }
            eval "$(openrouter-keys completion bash)"
            try() { COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _openrouter_keys "$1" "${COMP_WORDS[COMP_CWORD]}"; echo "${COMPREPLY[*]}"; }
            try openrouter-keys li
            try openrouter-keys rotate h1 --sec
            try openrouter-keys create '"my key"' --reset = mon
            try {{ProgramTests.Executable}} update h1 --reset ''
            try openrouter-keys apply ''
            """);

        Assert.Equal(["list", "--secret-to", "monthly", "daily weekly monthly never", ""], output.Split('\n')[..^1]);
    }

    [Fact]
    public async Task Zsh_script_completes_commands_options_values_and_files()
    {
        var output = await RunInShellAsync("zsh", ["-f", "-c"], $$"""
            openrouter-keys() { {{ProgramTests.Executable}} "$@" }
            compdef() { }
            compset() { }
            compadd() { print -- "${(@P)2}" }
            _files() { print "the shell's files" }
            eval "$(openrouter-keys completion zsh)"
            try() { words=("$@"); CURRENT=$#; PREFIX="${@[-1]}"; _openrouter_keys }
            try openrouter-keys li
            try {{ProgramTests.Executable}} create '"my key"' --reset=mon
            try openrouter-keys apply ''
            try openrouter-keys create --secret-to ''
            """);

        Assert.Equal(["list", "--reset=monthly", "the shell's files", "the shell's files"], output.Split('\n')[..^1]);
    }

    [Fact]
    public async Task Fish_script_completes_commands_options_values_and_files()
    {
        using var directory = new TemporaryDirectory();
        directory.Write("customers.csv", "");

        var output = await RunInShellAsync("fish", ["--no-config", "-c"], $$"""
            function openrouter-keys; {{ProgramTests.Executable}} $argv; end
            openrouter-keys completion fish | source
            complete -C "openrouter-keys li"
            complete -C "openrouter-keys create 'my key' --reset=mon"
            complete -C "openrouter-keys apply {{directory["cust"]}}"
            """);

        Assert.Equal(["list", "--reset=monthly", directory["customers.csv"]], output.Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }

    private static async Task<string> RunInShellAsync(string shell, string[] options, string script)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Needs a Unix shell.");

        var start = new ProcessStartInfo(shell, [.. options, script]) { RedirectStandardOutput = true };
        start.Environment["DOTNET_ROOT"] = Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", ".."));
        using var process = Start(start);
        Assert.SkipWhen(process is null, $"Needs {shell}, which is not installed.");

        var output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return output;
    }

    private static Process? Start(ProcessStartInfo start)
    {
        try
        {
            return Process.Start(start);
        }
        catch (Win32Exception)
        {
            return null; // the shell is not installed
        }
    }
}
