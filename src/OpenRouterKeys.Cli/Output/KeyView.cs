using OpenRouterKeys.Fluent;
using Spectre.Console;

namespace OpenRouterKeys.Cli.Output;

/// <summary>A created key for people. Texts are never markup: a name may hold brackets.</summary>
internal static class KeyView
{
    private static readonly Style Faint = new(decoration: Decoration.Dim);
    private static readonly Style Good = new(Color.Green);
    private static readonly Style Warning = new(Color.Yellow);

    /// <param name="created">The key.</param>
    /// <param name="withSecret">Whether the secret is shown.</param>
    /// <param name="storedIn">The file that has the secret; null where none has.</param>
    /// <param name="simulated">Whether the key is none.</param>
    /// <param name="terminal">Where to show it.</param>
    public static void Show(CreatedKey created, bool withSecret, string? storedIn, bool simulated, Terminal terminal)
    {
        var screen = Screen.Of(terminal);
        screen.Write(simulated ? new Text("Created a simulated key: it exists in this process alone, and opens nothing.", Warning) : new Text("Created a key.", Good));
        screen.WriteLine();
        screen.WriteLine();
        foreach (var (label, value) in KeyFacts.Of(created))
        {
            screen.Write(new Paragraph().Append($"  {label,-12}", Faint).Append(SafeLine.Of(value, null)));
            screen.WriteLine();
        }

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

    private static string Hint(bool withSecret, string? storedIn) =>
        storedIn is not null ? $"The secret is in {SafeLine.Of(storedIn, null)}."
        : withSecret ? "Keep the secret now: it is shown this once."
        : "The secret is masked: --reveal shows it, --secret-to FILE keeps it, --json gives all to a script.";
}
