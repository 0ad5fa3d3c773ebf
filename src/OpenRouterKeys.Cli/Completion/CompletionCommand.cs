using System.CommandLine;
using OpenRouterKeys.Cli.Output;

namespace OpenRouterKeys.Cli.Completion;

/// <summary><c>completion SHELL</c>: a script that lets a shell complete this command's words, which it asks the command for.</summary>
internal sealed class CompletionCommand : Command, IHasHelpNotes
{
    private readonly Terminal _terminal;
    private readonly Argument<string> _shell = new("SHELL") { Description = "bash, zsh, fish or pwsh." };

    public CompletionCommand(Terminal terminal)
        : base("completion", "Print a script for a shell's completion, as in: eval \"$(openrouter-keys completion bash)\"")
    {
        _terminal = terminal;
        Arguments.Add(_shell.AcceptOnlyFromAmong([.. CompletionScript.OfShell.Keys]));
        SetAction(Run);
    }

    public string HelpNotes => ExitCode.OfCompletion;

    private int Run(ParseResult parsed) =>
        Answer.Write(null, _terminal, () => _terminal.Output.Write(CompletionScript.OfShell[parsed.GetRequiredValue(_shell)]));
}
