using Spectre.Console;

namespace OpenRouterKeys.Cli.Output;

/// <summary>Creates Spectre consoles. They use no colors, because no color is readable on every background, and text is emphasized in terminals only.
/// Lines are not limited to the terminal's width: the terminal itself wraps a long line, and a hash that is copied from it is still on one line.</summary>
internal static class SpectreConsole
{
    private const int UnlimitedWidth = 10_000;

    public static IAnsiConsole Create(Terminal terminal)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Out = new AnsiConsoleOutput(terminal.Output),
            Ansi = !IsEmphasized(terminal) ? AnsiSupport.No : OperatingSystem.IsWindows() ? AnsiSupport.Detect : AnsiSupport.Yes,
            ColorSystem = ColorSystemSupport.NoColors,
            Interactive = InteractionSupport.No,
            Enrichment = new ProfileEnrichment { UseDefaultEnrichers = false }, // they read the environment of CI services
        });
        console.Profile.Width = UnlimitedWidth;
        return console;
    }

    // Windows has no TERM; Spectre enables escape sequences where its console supports them.
    private static bool IsEmphasized(Terminal terminal) =>
        terminal.IsOutputInteractive
        && string.IsNullOrEmpty(terminal.Environment("NO_COLOR"))
        && (terminal.Environment("TERM") is { Length: > 0 } type ? type != "dumb" : OperatingSystem.IsWindows());
}
