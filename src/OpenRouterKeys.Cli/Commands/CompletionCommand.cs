using System.CommandLine;
using OpenRouterKeys.Cli.Output;

namespace OpenRouterKeys.Cli.Commands;

/// <summary><c>completion</c>: writes a script that enables completion in a shell. The scripts call
/// <c>openrouter-keys "[suggest:POSITION]" "WORDS"</c>, without the command's own name in WORDS.</summary>
internal sealed class CompletionCommand : Command, IHasExitCodeHelp
{
    private const string Bash = """
        _openrouter_keys() {
            local line="${COMP_LINE#* }"
            local position=$((COMP_POINT - ${#COMP_LINE} + ${#line}))
            COMPREPLY=($(compgen -W "$(openrouter-keys "[suggest:$position]" "$line" 2>/dev/null)" -- "${COMP_WORDS[COMP_CWORD]}"))
        }
        complete -o default -F _openrouter_keys openrouter-keys

        """;

    private const string Zsh = """
        _openrouter_keys() {
            local line="${BUFFER#* }"
            local position=$((CURSOR - ${#BUFFER} + ${#line}))
            local -a words_found=("${(@f)$(openrouter-keys "[suggest:$position]" "$line" 2>/dev/null)}")
            compadd -a words_found
        }
        compdef _openrouter_keys openrouter-keys

        """;

    private const string Fish = """
        function __openrouter_keys_suggest
            set -l line (string replace -r '^\S+ ' '' -- (commandline -cp))
            openrouter-keys "[suggest:"(string length -- "$line")"]" "$line" 2>/dev/null
        end
        complete -c openrouter-keys -a '(__openrouter_keys_suggest)'

        """;

    private const string PowerShell = """
        Register-ArgumentCompleter -Native -CommandName openrouter-keys -ScriptBlock {
            param($word, $commandAst, $cursor)
            $line = "$commandAst".PadRight($cursor) -replace '^\S+ ', ''
            openrouter-keys "[suggest:$($line.Length)]" "$line" 2>$null | Where-Object { $_ -like "$word*" } |
                ForEach-Object { [System.Management.Automation.CompletionResult]::new($_, $_, 'ParameterValue', $_) }
        }

        """;

    private static readonly Dictionary<string, string> Scripts =
        new(StringComparer.Ordinal) { ["bash"] = Bash, ["zsh"] = Zsh, ["fish"] = Fish, ["pwsh"] = PowerShell };

    private readonly Terminal _terminal;
    private readonly Argument<string> _shell = new("SHELL") { Description = "The shell." };

    public CompletionCommand(Terminal terminal)
        : base("completion", "Write a completion script for a shell. Usage: eval \"$(openrouter-keys completion bash)\"")
    {
        _terminal = terminal;
        Arguments.Add(_shell.AcceptOnlyFromAmong([.. Scripts.Keys]));
        SetAction(Run);
    }

    public string ExitCodeHelp => """
        Exit codes:
          0    Success.
          2    The command line is invalid.
          5    The script could not be written to standard output.
        """;

    private int Run(ParseResult parsed) =>
        ResultOutput.Write(null, _terminal, () => _terminal.Output.Write(Scripts[parsed.GetRequiredValue(_shell)]));
}
