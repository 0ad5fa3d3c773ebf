using System.CommandLine;
using System.Globalization;
using OpenRouterKeys.Cli.Commands;

namespace OpenRouterKeys.Cli.Parsing;

/// <summary>The words that can complete a command line.</summary>
internal static class Completion
{
    /// <summary>The line that makes the shell complete file names.</summary>
    private const string Files = ":files";

    private const string ByWords = "[suggest]";
    private const string ByPosition = "[suggest:";

    /// <summary>Whether a completion script calls: <c>[suggest] WORD... WORD</c>, in which the last word is completed, or
    /// <c>[suggest:POSITION] WORDS</c>, in which the word at the position is completed.</summary>
    public static bool IsRequested(IReadOnlyList<string> args) => args.Count > 0 && (args[0] == ByWords || args[0].StartsWith(ByPosition, StringComparison.Ordinal));

    public static IEnumerable<string> Find(ProgramCommand root, IReadOnlyList<string> args)
    {
        var words = args[0] == ByWords ? JoinAtEqualsSigns(args.Skip(1)) : SplitAtPosition(args);
        var (before, last) = (new CommandWords(root, words[..^1]), words[^1]);
        return FindAll(root, before, last).Where(word => word == Files || word.StartsWith(last, StringComparison.Ordinal));
    }

    private static IEnumerable<string> FindAll(ProgramCommand root, CommandWords before, string last)
    {
        var options = before.AcceptsOptions ? CommandWords.OptionsOf(root, before.Command).Where(option => !before.Has(option)).ToArray() : [];
        if (options.Length > 0 && last.StartsWith('-'))
        {
            var name = last.Split('=')[0];
            return name == last
                ? options.Select(option => option.Name)
                : options.Where(option => option.Name == name).SelectMany(option => ValuesOf(option).Select(value => value == Files ? value : $"{name}={value}"));
        }

        var words = before.AwaitsValue is { } awaiting ? [.. ValuesOf(awaiting)] : FindArguments(root, before, last);
        return words.Length == 0 && last.Length == 0 ? options.Select(option => option.Name) : words;
    }

    private static string[] FindArguments(ProgramCommand root, CommandWords before, string last) =>
        before.Command == root || (before.Command is HelpCommand && before.NextArgument is not null) ? FindCommands(root, before, last)
        : before.NextArgument is not { } argument ? []
        : WordShape.AcceptsFile(argument) ? [Files]
        : [.. WordShape.Choices(argument.HelpName)];

    // An alias is only completed where no command has a longer name, so that "l" completes to "list".
    private static string[] FindCommands(ProgramCommand root, CommandWords before, string last)
    {
        var commands = before.IsUnknownCommand ? [] : root.Subcommands.Where(command => !command.Hidden).ToArray();
        var names = commands.Select(command => command.Name).Where(name => name.StartsWith(last, StringComparison.Ordinal)).ToArray();
        return names.Length > 0 ? names : [.. commands.SelectMany(command => command.Aliases)];
    }

    private static IEnumerable<string> ValuesOf(Option option) => WordShape.AcceptsPath(option) ? [Files] : WordShape.Choices(option.HelpName);

    // bash splits --reset=monthly into three words.
    private static List<string> JoinAtEqualsSigns(IEnumerable<string> words)
    {
        var joined = new List<string>();
        var isValue = false;
        foreach (var word in words)
        {
            if (isValue || (word == "=" && joined.Count > 0 && joined[^1].StartsWith("--", StringComparison.Ordinal)))
            {
                joined[^1] += word;
                isValue = word == "=";
            }
            else
            {
                joined.Add(word);
            }
        }

        return joined.Count > 0 ? joined : [""];
    }

    private static List<string> SplitAtPosition(IReadOnlyList<string> args)
    {
        var line = string.Join(' ', args.Skip(1));
        var isNumber = int.TryParse(args[0].AsSpan(ByPosition.Length).TrimEnd(']'), NumberStyles.None, CultureInfo.InvariantCulture, out var position);
        var words = new List<string>();
        var (word, quote) = ("", '\0');
        foreach (var character in isNumber && position < line.Length ? line[..position] : line)
        {
            if (character == quote)
            {
                quote = '\0';
            }
            else if (quote == '\0' && character is '"' or '\'')
            {
                quote = character;
            }
            else if (quote == '\0' && character == ' ')
            {
                words.AddRange(word.Length > 0 ? [word] : []);
                word = "";
            }
            else
            {
                word += character;
            }
        }

        return [.. words, word];
    }
}
