using OpenRouterKeys.Cli.Api;
using OpenRouterKeys.Fluent;
using Spectre.Console;

namespace OpenRouterKeys.Cli.Output;

/// <summary>A key for people. Texts are never markup: a name may hold brackets.</summary>
internal static class KeyView
{
    private static readonly Style Faint = new(decoration: Decoration.Dim);
    private static readonly Style Good = new(Color.Green);
    private static readonly Style Warning = new(Color.Yellow);

    /// <param name="done">What became of it, as in <c>Created</c>.</param>
    /// <param name="created">The key.</param>
    /// <param name="withSecret">Whether the secret is shown.</param>
    /// <param name="storedIn">The file that has the secret; null where none has.</param>
    /// <param name="target">Where the key was created.</param>
    /// <param name="terminal">Where to show it.</param>
    public static void ShowNew(string done, CreatedKey created, bool withSecret, string? storedIn, ApiTarget target, Terminal terminal)
    {
        var screen = Screen.Of(terminal);
        WriteTitle(screen, done, target);
        WriteFacts(screen, KeyFacts.OfNew(created));
        screen.WriteLine();
        screen.Write(new Text(Hint(withSecret, storedIn), Faint));
        screen.WriteLine();
        if (withSecret)
        {
            // Past Spectre, and on a line of its own, so that nothing wraps or cuts what will be copied.
            terminal.Output.WriteLine();
            terminal.Output.WriteLine(created.Key.Reveal());
        }
    }

    /// <param name="done">What became of it, as in <c>Changed</c>; null: nothing.</param>
    /// <param name="key">The key.</param>
    /// <param name="target">Where the key is.</param>
    /// <param name="terminal">Where to show it.</param>
    public static void Show(string? done, KeyInfo key, ApiTarget target, Terminal terminal)
    {
        var screen = Screen.Of(terminal);
        if (done is not null)
        {
            WriteTitle(screen, done, target);
        }

        WriteFacts(screen, KeyFacts.Of(key));
    }

    private static void WriteTitle(IAnsiConsole screen, string done, ApiTarget target)
    {
        screen.Write(target.Simulator
            ? new Text($"{done} a simulated key: {SafeLine.Of(target.Whereabouts, null)}, and opens nothing.", Warning)
            : new Text($"{done} a key.", Good));
        screen.WriteLine();
        screen.WriteLine();
    }

    private static void WriteFacts(IAnsiConsole screen, IEnumerable<(string Label, string Value)> facts)
    {
        foreach (var (label, value) in facts)
        {
            screen.Write(new Paragraph().Append($"  {label,-12}", Faint).Append(SafeLine.Of(value, null)));
            screen.WriteLine();
        }
    }

    private static string Hint(bool withSecret, string? storedIn) =>
        storedIn is not null ? $"The secret is in {SafeLine.Of(storedIn, null)}."
        : withSecret ? "Keep the secret now: it is shown this once."
        : "The secret is masked: --reveal shows it, --secret-to FILE keeps it, --json gives all to a script.";
}
