using System.CommandLine;
using OpenRouterKeys.Cli.Output;
using OpenRouterKeys.Cli.Parsing;

namespace OpenRouterKeys.Cli.Commands;

/// <summary><c>help</c>: shows the same text as the option <c>--help</c>.</summary>
internal sealed class HelpCommand : Command, IHasExitCodeHelp
{
    public const string Summary = "Show the help of a command.";

    private readonly ProgramCommand _root;
    private readonly Terminal _terminal;
    private readonly Argument<string?> _command = new("COMMAND") { Arity = ArgumentArity.ZeroOrOne, Description = "The command. Default: all commands." };

    public HelpCommand(ProgramCommand root, Terminal terminal)
        : base("help", Summary)
    {
        (_root, _terminal) = (root, terminal);
        Arguments.Add(_command);
        SetAction(Run);
    }

    public string ExitCodeHelp => """
        Exit codes:
          0    Success.
          2    The command line is invalid, or the command does not exist.
          5    The help could not be written to standard output.
        """;

    private int Run(ParseResult parsed)
    {
        var name = parsed.GetValue(_command);
        var command = name is null ? _root : CommandNames.Find(_root, name);
        return command is not null
            ? HelpText.Write(_root, command, _terminal)
            : throw new UsageException(CommandNames.DescribeUnknown(_root, name!), $"Help: {CommandWords.CommandLineOf(_root)} --help");
    }
}
