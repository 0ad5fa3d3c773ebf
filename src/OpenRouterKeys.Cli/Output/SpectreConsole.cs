using Spectre.Console;

namespace OpenRouterKeys.Cli.Output;

/// <summary>Creates Spectre consoles. They use no colors, because no color is readable on every background, and text is emphasized in terminals only.</summary>
internal static class SpectreConsole
{
    private const int UnlimitedWidth = 10_000;

    /// <param name="terminal">The terminal to write to.</param>
    /// <param name="wraps">Whether lines are limited to the terminal's width, as a progress bar needs it. Text is not: the terminal itself wraps a long
    /// line, and a hash that is copied from it is still on one line.</param>
    public static IAnsiConsole Create(Terminal terminal, bool wraps = true)
    {
        var isInteractive = terminal.IsOutputInteractive;
        // A progress bar needs escape sequences, but no colors.
        var hasSequences = isInteractive && SupportsSequences(terminal) && (wraps || string.IsNullOrEmpty(terminal.Environment("NO_COLOR")));
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Out = new AnsiConsoleOutput(terminal.Output),
            Ansi = !hasSequences ? AnsiSupport.No : OperatingSystem.IsWindows() ? AnsiSupport.Detect : AnsiSupport.Yes,
            ColorSystem = ColorSystemSupport.NoColors,
            Interactive = hasSequences ? InteractionSupport.Yes : InteractionSupport.No,
            Enrichment = new ProfileEnrichment { UseDefaultEnrichers = false }, // they read the environment of CI services
        });
        if (!isInteractive || !wraps)
        {
            console.Profile.Width = UnlimitedWidth;
        }

        return console;
    }

    // Windows has no TERM; Spectre enables escape sequences where its console supports them.
    private static bool SupportsSequences(Terminal terminal) =>
        terminal.Environment("TERM") is { Length: > 0 } type ? type != "dumb" : OperatingSystem.IsWindows();
}
