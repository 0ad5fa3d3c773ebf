using System.CommandLine;
using OpenRouterKeys.Cli.Output;
using OpenRouterKeys.Cli.Parsing;

namespace OpenRouterKeys.Cli.Commands;

/// <summary><c>completion</c>: writes a script that enables completion in a shell. The scripts call the command with the words of the line, as it is
/// described in <see cref="Completion"/>. They use the command as it was typed, which may be a path, if the shell can start it.</summary>
internal sealed class CompletionCommand : Command, IHasExitCodeHelp
{
    public const string Summary =
        "Write a completion script for a shell. Add the command for your shell, as in the examples, to its startup file: ~/.bashrc, ~/.zshrc, config.fish or $PROFILE.";

    // bash splits words at equals signs, and replaces only the part after the last one.
    private const string Bash = """
        _openrouter_keys() {
            local IFS=$'\n' command
            local -a words=("${COMP_WORDS[@]:1:COMP_CWORD-1}") found
            command=$(type -P -- "${1/#\~\//$HOME/}") || command=openrouter-keys
            [[ ${COMP_WORDS[COMP_CWORD]} == "=" ]] && words+=("=")
            found=($("$command" "[suggest]" "${words[@]}" "${2-${COMP_WORDS[COMP_CWORD]}}" 2>/dev/null))
            COMPREPLY=()
            if [[ ${found[0]} != ":files" ]]; then
                compopt +o default 2>/dev/null
                [[ "=" == "${COMP_WORDS[COMP_CWORD]}" || "=" == "${COMP_WORDS[COMP_CWORD-1]}" ]] && found=("${found[@]#--*=}")
                COMPREPLY=("${found[@]}")
            fi
        }
        complete -o default -F _openrouter_keys openrouter-keys

        """;

    private const string Zsh = """
        _openrouter_keys() {
            local command="${~words[1]}"
            (( $+commands[$command] )) || [[ -x $command ]] || command=openrouter-keys
            local -a found=("${(@f)$("$command" "[suggest]" "${(@Q)words[2,CURRENT-1]}" "$PREFIX" 2>/dev/null)}")
            if [[ ${found[1]} == ":files" ]]; then
                compset -P '-*='
                _files
            else
                compadd -a found
            fi
        }
        (( $+functions[compdef] )) || { autoload -Uz compinit && compinit }
        compdef _openrouter_keys openrouter-keys

        """;

    private const string Fish = """
        function __openrouter_keys_complete
            set -l words (commandline -opc)
            set -l word (commandline -ct)
            set -l command $words[1]
            set -e words[1]
            type -q -- $command; or set command openrouter-keys
            set -l found ($command "[suggest]" $words "$word" 2>/dev/null)
            if test "$found[1]" = ":files"
                set found (complete -C "'' $word")
            end
            printf '%s\n' $found
        end
        complete -c openrouter-keys -f -a '(__openrouter_keys_complete)'

        """;

    // PowerShell completes files where there are no other completions. Old versions remove double quotes and empty words from the arguments.
    private const string PowerShell = """
        Register-ArgumentCompleter -Native -CommandName openrouter-keys -ScriptBlock {
            param($word, $commandAst, $cursor)
            $name = $commandAst.GetCommandName()
            if (-not (Get-Command $name -ErrorAction Ignore)) { $name = 'openrouter-keys' }
            $start = $commandAst.CommandElements[0].Extent.EndOffset - $commandAst.Extent.StartOffset
            $position = $cursor - $commandAst.CommandElements[0].Extent.EndOffset
            $line = $commandAst.Extent.Text.Substring($start).PadRight($position).Replace('"', "'")
            & $name "[suggest:$position]" $line 2>$null | Where-Object { $_ -ne ':files' } |
                ForEach-Object { [System.Management.Automation.CompletionResult]::new($_, $_, 'ParameterValue', $_) }
        }

        """;

    private static readonly Dictionary<string, string> Scripts =
        new(StringComparer.Ordinal) { ["bash"] = Bash, ["zsh"] = Zsh, ["fish"] = Fish, ["pwsh"] = PowerShell };

    private readonly Terminal _terminal;
    private readonly Argument<string> _shell = new("SHELL") { HelpName = "bash|zsh|fish|pwsh", Description = "The shell: bash, zsh, fish or pwsh (PowerShell)." };

    public CompletionCommand(Terminal terminal)
        : base("completion", Summary)
    {
        _terminal = terminal;
        Arguments.Add(_shell);
        SetAction(Run);
    }

    public string ExitCodeHelp => """
        Exit codes:
          0    Success.
          2    The command line is invalid.
          5    The script could not be written to standard output.
        """;

    private int Run(ParseResult parsed)
    {
        var shell = parsed.GetRequiredValue(_shell);
        return Scripts.TryGetValue(shell, out var script)
            ? ResultOutput.Write(null, _terminal, () => _terminal.Output.Write(script))
            : throw new UsageException($"'{shell}' is not a supported shell. Use bash, zsh, fish or pwsh.", $"Help: {CommandWords.CommandLineOf(this)} --help");
    }
}
