namespace OpenRouterKeys.Cli.Completion;

/// <summary>For each shell what asks <c>openrouter-keys "[suggest:POSITION]" "WORDS"</c>, where the words are those behind the command's own
/// name.</summary>
internal static class CompletionScript
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

    public static IReadOnlyDictionary<string, string> OfShell { get; } =
        new Dictionary<string, string>(StringComparer.Ordinal) { ["bash"] = Bash, ["zsh"] = Zsh, ["fish"] = Fish, ["pwsh"] = PowerShell };
}
