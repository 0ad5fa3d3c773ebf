using System.CommandLine;
using OpenRouterKeys.Cli.Commands;
using OpenRouterKeys.Cli.Parsing;

namespace OpenRouterKeys.Cli.Output;

/// <summary>Writes the help of a command in lines of at most 80 characters.</summary>
internal sealed class HelpText
{
    private const int Width = 80;
    private const int Indent = 2;
    private const int MaxTermWidth = 20;

    private readonly TextWriter _output;

    private HelpText(TextWriter output) => _output = output;

    /// <returns>The exit code.</returns>
    public static int Write(ProgramCommand root, Command command, Terminal terminal) =>
        ResultOutput.Write(null, terminal, () => new HelpText(terminal.Output).Write(root, command));

    private void Write(ProgramCommand root, Command command)
    {
        WriteWrapped("", command.Description ?? "", 0);
        _output.WriteLine();
        WriteUsage(command);
        if (command == root)
        {
            _output.WriteLine(HelpExamples.GettingStarted);
            _output.WriteLine();
        }

        WriteTerms("Commands", command.Subcommands.Select(sub => new Term(string.Join(", ", [sub.Name, .. sub.Aliases]), FirstSentence(sub.Description))));
        WriteTerms("Arguments", command.Arguments.Select(argument => new Term(argument.Name, argument.Description)));
        WriteTerms("Options", CommandWords.OptionsOf(root, command).Select(option => new Term(TermOf(option), option.Description)));
        WriteExamples(command == root ? [] : HelpExamples.Of(command));
        if (command is IHasExitCodeHelp { ExitCodeHelp: var exitCodes })
        {
            WriteExitCodes(exitCodes);
        }
    }

    private void WriteUsage(Command command)
    {
        IEnumerable<string> arguments = command.Subcommands.Count > 0 ? ["COMMAND"] : command.Arguments.Select(UsageOf);
        _output.WriteLine("Usage:");
        _output.WriteLine($"  {string.Join(' ', [CommandWords.CommandLineOf(command), .. arguments, "[OPTIONS]"])}");
        foreach (var alias in command.Aliases)
        {
            _output.WriteLine($"  openrouter-keys {alias} is the same command.");
        }

        _output.WriteLine();
    }

    private static string UsageOf(Argument argument)
    {
        var name = argument.Arity.MaximumNumberOfValues > 1 ? argument.Name + "..." : argument.Name;
        return argument.Arity.MinimumNumberOfValues > 0 ? name : $"[{name}]";
    }

    private static string TermOf(Option option)
    {
        var names = string.Join(", ", option.Aliases.Where(alias => alias.StartsWith('-')).Append(option.Name));
        return WordShape.IsFlag(option) ? names
            : WordShape.RequiresValue(option) ? $"{names} {option.HelpName ?? "VALUE"}"
            : WordShape.AcceptsNextWord(option) ? $"{names} [{option.HelpName}]"
            : $"{names}[={option.HelpName}]";
    }

    private static string? FirstSentence(string? description) => description?.Split(". ")[0].TrimEnd('.') + ".";

    private void WriteTerms(string title, IEnumerable<Term> terms)
    {
        var lines = terms.ToArray();
        if (lines.Length == 0)
        {
            return;
        }

        _output.WriteLine($"{title}:");
        var column = Indent + Math.Min(MaxTermWidth, lines.Max(line => line.Name.Length)) + Indent;
        foreach (var (term, description) in lines)
        {
            WriteTerm(term, description ?? "", column);
        }

        _output.WriteLine();
    }

    // A long term has a line of its own.
    private void WriteTerm(string term, string description, int column)
    {
        var start = new string(' ', Indent) + term;
        if (start.Length + Indent > column)
        {
            _output.WriteLine(start);
            start = "";
        }

        WriteWrapped(start.PadRight(column), description, column);
    }

    private void WriteExamples(IReadOnlyList<string> examples)
    {
        if (examples.Count == 0)
        {
            return;
        }

        _output.WriteLine("Examples:");
        foreach (var example in examples)
        {
            _output.WriteLine($"  {example}");
        }

        _output.WriteLine();
    }

    // A title, exit codes that are indented by two spaces, and paragraphs. Continuation lines are indented like the line that they continue.
    private void WriteExitCodes(string text)
    {
        const int Column = 7;
        var entries = new List<string>();
        foreach (var line in text.ReplaceLineEndings("\n").Split('\n'))
        {
            var isContinuation = entries.Count > 1 && line.StartsWith(' ') == entries[^1].StartsWith(' ') && line.AsSpan().IndexOfAnyExcept(' ') != Indent;
            if (isContinuation)
            {
                entries[^1] += " " + line.Trim();
            }
            else
            {
                entries.Add(line);
            }
        }

        foreach (var entry in entries)
        {
            var column = entry.StartsWith(' ') ? Column : 0;
            WriteWrapped(entry[..column], entry[column..], column);
        }
    }

    private void WriteWrapped(string start, string text, int column)
    {
        var line = start;
        var isEmpty = true;
        foreach (var word in text.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            if (!isEmpty && line.Length + 1 + word.Length > Width)
            {
                _output.WriteLine(line);
                (line, isEmpty) = (new string(' ', column), true);
            }

            line += isEmpty ? word : " " + word;
            isEmpty = false;
        }

        _output.WriteLine(line.TrimEnd());
    }

    // Not a tuple: LINQ is compiled ahead of time for classes only.
    private sealed record Term(string Name, string? Description);
}
