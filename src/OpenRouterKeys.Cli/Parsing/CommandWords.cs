using System.CommandLine;
using OpenRouterKeys.Cli.Commands;

namespace OpenRouterKeys.Cli.Parsing;

/// <summary>An option of a command line, and its value if it has one.</summary>
internal sealed record GivenOption(Option Option, string? Value);

/// <summary>The words of a command line, assigned to the parameters of a command. The parser of System.CommandLine alone is not strict enough: it uses an
/// unknown option as an argument, and any option as the value of the option before it.</summary>
internal sealed class CommandWords
{
    private const string EndOfOptions = "--";

    private readonly ProgramCommand _root;
    private readonly IReadOnlyList<string> _words;
    private readonly List<GivenOption> _options = [];
    private readonly List<string> _arguments = [];
    private readonly List<string> _errors = [];
    private bool _isEndOfOptions;
    private int _next;

    /// <param name="root">The command's model.</param>
    /// <param name="words">The command line, or the start of one.</param>
    public CommandWords(ProgramCommand root, IReadOnlyList<string> words)
    {
        (_root, _words, Command) = (root, words, root);
        while (_next < words.Count && !IsUnknownCommand)
        {
            Read(words[_next++]);
        }
    }

    /// <summary>The root command if no other is given.</summary>
    public Command Command { get; private set; }

    /// <summary>Whether the command does not exist, so that the words after it have no meaning.</summary>
    public bool IsUnknownCommand { get; private set; }

    /// <summary>The last word, if it is an option whose value can be the next word.</summary>
    public Option? AwaitsValue { get; private set; }

    /// <summary>Whether the next word can be an option.</summary>
    public bool AcceptsOptions => !(_isEndOfOptions || IsUnknownCommand || AwaitsValue is { } option && WordShape.RequiresValue(option));

    /// <summary>The argument that the next word sets; null: there is none.</summary>
    public Argument? NextArgument
    {
        get
        {
            var end = 0;
            return Command.Arguments.FirstOrDefault(argument => _arguments.Count < (end += argument.Arity.MaximumNumberOfValues));
        }
    }

    public bool Has(Option option) => _options.Exists(given => given.Option == option);

    /// <summary>Returns what is wrong with the command line; empty: nothing.</summary>
    public IReadOnlyList<string> FindErrors()
    {
        if (_errors.Count > 0)
        {
            return _errors;
        }

        var requiredCount = Command.Arguments.Sum(argument => argument.Arity.MinimumNumberOfValues);
        return _arguments.Count >= requiredCount ? [] : [$"{NextArgument!.Name} is missing. Write {CommandLineOf(Command)} {NextArgument!.Name}."];
    }

    /// <summary>Returns the same command line in a form with only one meaning: values follow an equals sign, and arguments follow <c>--</c>.</summary>
    public IReadOnlyList<string> ToUnambiguousArgs() =>
    [
        .. Command == _root ? [] : new[] { Command.Name },
        .. _options.SelectMany(ToArgs),
        .. _arguments.Count == 0 ? [] : new[] { EndOfOptions },
        .. _arguments,
    ];

    /// <summary>Returns the options that the command accepts.</summary>
    public static IEnumerable<Option> OptionsOf(ProgramCommand root, Command command) =>
        command.Options.Concat(command == root ? [] : root.Options.Where(option => option.Recursive)).Where(option => !option.Hidden);

    public static string CommandLineOf(Command command) => command is ProgramCommand ? "openrouter-keys" : $"openrouter-keys {command.Name}";

    // "--name=" means a missing value to the parser.
    private static string[] ToArgs(GivenOption given) => given.Value switch
    {
        null => [given.Option.Name],
        "" => [given.Option.Name, ""],
        _ => [$"{given.Option.Name}={given.Value}"],
    };

    private void Read(string word)
    {
        AwaitsValue = null;
        if (!_isEndOfOptions && word == EndOfOptions)
        {
            _isEndOfOptions = true;
        }
        else if (!_isEndOfOptions && WordShape.IsLikeOption(word))
        {
            ReadOption(word);
        }
        else if (Command == _root)
        {
            ReadCommand(word);
        }
        else
        {
            ReadArgument(word);
        }
    }

    private void ReadCommand(string word)
    {
        if (CommandNames.Find(_root, word) is { } command)
        {
            Command = command;
            return;
        }

        IsUnknownCommand = true;
        if (_errors.Count == 0) // otherwise the word may be the value of an option that is not in its place
        {
            _errors.Add(CommandNames.DescribeUnknown(_root, word));
        }
    }

    private void ReadArgument(string word)
    {
        if (NextArgument is not { } argument)
        {
            _errors.AddRange(_errors.Count == 0 ? [DescribeSurplus(word)] : []); // otherwise it may be the value of an unknown option
        }
        else if (!_isEndOfOptions && word == "-" && !WordShape.AcceptsFile(argument))
        {
            _errors.Add($"'-' means standard input, which cannot be used as {argument.Name}. If it is the {argument.Name}, write it after --.");
        }
        else if (word.Length == 0 && WordShape.AcceptsFile(argument))
        {
            _errors.Add($"{argument.Name} is empty. Write a file name, or - for standard input.");
        }
        else
        {
            _arguments.Add(word);
        }
    }

    private void ReadOption(string word)
    {
        var nameEnd = word.AsSpan().IndexOfAny('=', ':');
        var name = nameEnd < 0 ? word : word[..nameEnd];
        var option = OptionsOf(_root, Command).FirstOrDefault(known => known.Name == name || known.Aliases.Contains(name));
        if (option is null)
        {
            _errors.Add(DescribeUnknownOption(name));
            return;
        }

        var errorCount = _errors.Count;
        var value = nameEnd < 0 ? ReadValue(option) : word[(nameEnd + 1)..];
        _errors.AddRange(errorCount == _errors.Count ? FindErrors(option, value) : []);
        if (!(WordShape.IsFlag(option) && Has(option)))
        {
            _options.Add(new(option, value));
        }
    }

    private string? ReadValue(Option option)
    {
        var next = _next < _words.Count ? _words[_next] : null;
        if (WordShape.AcceptsNextWord(option))
        {
            AwaitsValue = next is null ? option : null;
            if (next is not null && WordShape.IsValue(option, next))
            {
                _next++;
                return next;
            }

            if (WordShape.RequiresValue(option))
            {
                var otherForm = option.ValueType == typeof(string) ? $"; write {option.Name}=VALUE if it begins with '-'" : ""; // a number may begin with it
                _errors.Add($"{option.Name} has no value. Write {option.Name} {option.HelpName ?? "VALUE"}{otherForm}.");
            }

            return "true"; // of an option without a value
        }

        // In `--simulator try.json`, the word would be used as the name of a key.
        if (!WordShape.IsFlag(option) && next is not null && WordShape.IsLikeFile(next) && !(NextArgument is { } file && WordShape.AcceptsFile(file)))
        {
            _next++;
            var otherMeaning = NextArgument is { } argument ? $", or write {argument.Name} before {option.Name}" : "";
            _errors.Add($"'{next}' is not read as the file of {option.Name}. Write {option.Name}={next}{otherMeaning}.");
        }

        return null;
    }

    private IEnumerable<string> FindErrors(Option option, string? value)
    {
        if (WordShape.IsFlag(option) && value is not null)
        {
            yield return $"{option.Name} does not take a value. Write {option.Name} alone, or omit it.";
        }

        if (option.Arity.MaximumNumberOfValues == 1 && Has(option))
        {
            yield return $"{option.Name} is given twice. Remove one.";
        }

        if (value?.Length == 0 && WordShape.AcceptsPath(option))
        {
            yield return $"{option.Name} has no file name. Write {option.Name}={option.HelpName!.Split('|')[0]}{(WordShape.RequiresValue(option) ? "" : $", or {option.Name} alone")}.";
        }

        if (WordShape.IsOptionalBoolean(option) && value is not ("true" or "false"))
        {
            yield return $"{option.Name}: '{value}' is not true or false. Write {option.Name}=true or {option.Name}=false, and arguments before {option.Name}.";
        }
    }

    private string DescribeUnknownOption(string name)
    {
        if (Command == _root && _root.Subcommands.ToArray().Any(command => LazyCommand.Load(_root, command).Options.Any(option => option.Name == name)))
        {
            return $"{name} is an option of a command. Write it after the command: openrouter-keys COMMAND {name}.";
        }

        if (Command == _root && name is ("-v" or "-V"))
        {
            return $"'{name}' is not an option of openrouter-keys. Did you mean '--version'?";
        }

        var error = $"'{name}' is not an option of {(Command == _root ? "openrouter-keys" : Command.Name)}.";
        var argument = NextArgument?.Name;
        return FindExpectationHint(Command.Name, name) is { } hint ? $"{error} {hint}"
            : string.Equals(name.TrimStart('-'), argument, StringComparison.OrdinalIgnoreCase) ? $"{error} Write {CommandLineOf(Command)} {argument}."
            : Spelling.Suggest(name, OptionsOf(_root, Command).Select(option => option.Name)) is { } suggestion ? error + suggestion
            : argument is not null ? $"{error} If it is the {argument}, write it after --."
            : error;
    }

    // Options that a user expects, because a similar command or another program has them.
    private static string? FindExpectationHint(string command, string option) => (command, option) switch
    {
        ("show", "--reveal" or "--output" or "--secret-to") =>
            "A key's secret is returned only when the key is created. To get a new secret, use rotate.",
        ("update", "--expires") => "A key's expiration cannot be changed. Delete the key and create it again.",
        ("rotate" or "create", "--secrets-to") => "Did you mean '--secret-to'?",
        _ => null,
    };

    private string DescribeSurplus(string word) => Command is HelpCommand ? $"Unexpected word '{word}'. Remove it."
        : Command.Arguments.Count == 0
        ? $"'{word}' is not expected: {Command.Name} has no arguments. Remove it."
        : $"'{word}' is not expected: {Command.Name} has only one {Command.Arguments[^1].Name}. Put quotes around a value with spaces: \"{_arguments[^1]} {word}\".";
}
