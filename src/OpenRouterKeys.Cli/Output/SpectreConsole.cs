using Spectre.Console;

namespace OpenRouterKeys.Cli.Output;

/// <summary>Creates Spectre consoles that write plain, unwrapped text unless the output is a terminal.</summary>
internal static class SpectreConsole
{
    private const int UnlimitedWidth = 10_000;

    public static IAnsiConsole Create(Terminal terminal, bool wraps = true)
    {
        var isInteractive = terminal.IsOutputInteractive;
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Out = new AnsiConsoleOutput(terminal.Output),
            Ansi = isInteractive ? AnsiSupport.Detect : AnsiSupport.No,
            ColorSystem = isInteractive ? ColorSystemSupport.Detect : ColorSystemSupport.NoColors,
            Interactive = isInteractive ? InteractionSupport.Detect : InteractionSupport.No,
        });
        if (!isInteractive || !wraps)
        {
            console.Profile.Width = UnlimitedWidth;
        }

        return console;
    }
}
