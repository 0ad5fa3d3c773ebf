using Spectre.Console;

namespace OpenRouterKeys.Cli.Output;

/// <summary>Spectre's console over the terminal's output: plain text of any width where no person looks.</summary>
internal static class Screen
{
    private const int NeverWraps = 10_000;

    public static IAnsiConsole Of(Terminal terminal, bool wraps = true)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Out = new AnsiConsoleOutput(terminal.Output),
            Ansi = terminal.OutputIsScreen ? AnsiSupport.Detect : AnsiSupport.No,
            ColorSystem = terminal.OutputIsScreen ? ColorSystemSupport.Detect : ColorSystemSupport.NoColors,
            Interactive = terminal.OutputIsScreen ? InteractionSupport.Detect : InteractionSupport.No,
        });
        if (!terminal.OutputIsScreen || !wraps)
        {
            console.Profile.Width = NeverWraps;
        }

        return console;
    }
}
