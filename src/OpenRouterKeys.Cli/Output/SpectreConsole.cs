using Spectre.Console;

namespace OpenRouterKeys.Cli.Output;

/// <summary>Creates Spectre consoles. They use no colors, because no color is readable on every background, and text is emphasized in terminals only.
/// Lines are not limited to the terminal's width: the terminal itself wraps a long line, and a hash that is copied from it is still on one line.</summary>
internal static class SpectreConsole
{
    public const int UnlimitedWidth = 10_000;

    public static IAnsiConsole Create(Terminal terminal) =>
        AnsiConsole.Create(new AnsiConsoleSettings
        {
            Out = new ConsoleOutput(terminal.Output),
            Ansi = !IsEmphasized(terminal) ? AnsiSupport.No : OperatingSystem.IsWindows() ? AnsiSupport.Detect : AnsiSupport.Yes,
            ColorSystem = ColorSystemSupport.NoColors,
            Interactive = InteractionSupport.No,
            Enrichment = new ProfileEnrichment { UseDefaultEnrichers = false }, // they read the environment of CI services
        });

    // Windows has no TERM; Spectre enables escape sequences where its console supports them.
    private static bool IsEmphasized(Terminal terminal) =>
        terminal.IsOutputInteractive
        && string.IsNullOrEmpty(terminal.Environment("NO_COLOR"))
        && (terminal.Environment("TERM") is { Length: > 0 } type ? type != "dumb" : OperatingSystem.IsWindows());
}

/// <summary>Writes to the terminal without reading its size, because .NET then switches it to application mode and does not switch it back.</summary>
internal sealed class ConsoleOutput(TextWriter writer) : IAnsiConsoleOutput
{
    public TextWriter Writer => writer;

    public bool IsTerminal => false;

    public int Width => SpectreConsole.UnlimitedWidth;

    public int Height => int.MaxValue;

    public void SetEncoding(System.Text.Encoding encoding)
    {
        // The writer has its encoding.
    }
}
