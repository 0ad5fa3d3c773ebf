using System.CommandLine;
using System.Reflection;
using OpenRouterKeys.Cli.Commands;
using OpenRouterKeys.Cli.Output;
using OpenRouterKeys.Cli.Parsing;
using OpenRouterKeys.Cli.Values;

namespace OpenRouterKeys.Cli;

/// <summary>The command <c>openrouter-keys</c>: parses the arguments, executes a subcommand and returns the exit code.</summary>
internal static class CommandLineApp
{
    // "@ci" is a name, not a response file; "-lj" is an error, not two options.
    private static readonly ParserConfiguration ParserConfiguration = new() { EnablePosixBundling = false, ResponseFileTokenReplacer = null };

    // The build adds the commit after a plus sign.
    private static string Version =>
        typeof(CommandLineApp).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0];

    public static async Task<int> RunAsync(IReadOnlyList<string> args, Terminal terminal, CancellationToken cancellationToken = default)
    {
        try
        {
            var (root, help, version) = CreateRoot(terminal);
            if (Completion.IsRequested(args))
            {
                return ResultOutput.Write(null, terminal, () => terminal.Output.Write(string.Concat(Completion.Find(root, args).Select(word => word + "\n"))));
            }

            var words = new CommandWords(root, args);
            if (words.Has(help) && !words.IsUnknownCommand)
            {
                return HelpText.Write(root, words.Command, terminal);
            }

            ThrowIfInvalid(words.FindErrors(), words.Command);
            if (words.Command == root)
            {
                return words.Has(version)
                    ? ResultOutput.Write(null, terminal, () => terminal.Output.WriteLine(Version))
                    : throw new UsageException("No command is given.", HelpFor(root));
            }

            var parsed = root.Parse(words.ToUnambiguousArgs(), ParserConfiguration);
            ThrowIfInvalid([.. parsed.Errors.Select(error => error.Message).Distinct()], words.Command);
            var configuration = new InvocationConfiguration
            {
                Output = terminal.Output,
                Error = terminal.Error,
                EnableDefaultExceptionHandler = false,
                ProcessTerminationTimeout = null, // Program handles signals
            };
            return await parsed.InvokeAsync(configuration, cancellationToken);
        }
        catch (Exception exception)
        {
            return ErrorReport.Write(exception, terminal);
        }
    }

    private static (RootCommand Root, Option Help, Option Version) CreateRoot(Terminal terminal)
    {
        var help = Flag.Create("--help", "Show this help.");
        help.Recursive = true;
        Array.ForEach(["-h", "-?", .. WordShape.WindowsHelp], help.Aliases.Add);
        var version = Flag.Create("--version", "Show the version.");
        var root = new RootCommand("Create, list, update, rotate, audit and delete OpenRouter API keys.")
        {
            new CreateCommand(terminal),
            WithAlias("ls", new ListCommand(terminal)),
            WithAlias("get", new ShowCommand(terminal)),
            new UpdateCommand(terminal),
            EnableDisableCommand.CreateDisable(terminal),
            EnableDisableCommand.CreateEnable(terminal),
            WithAlias("rm", new DeleteCommand(terminal)),
            new RotateCommand(terminal),
            new ApplyCommand(terminal),
            new ExportCommand(terminal),
            new AuditCommand(terminal),
            new CurrentCommand(terminal),
            new ValidateCommand(terminal),
            new SimulatorCommand(terminal),
            new CompletionCommand(terminal),
        };
        root.Add(new HelpCommand(root, terminal));
        root.Directives.Clear();
        root.Options.Clear();
        root.Options.Add(help);
        root.Options.Add(version);
        return (root, help, version);
    }

    private static Command WithAlias(string alias, Command command)
    {
        command.Aliases.Add(alias);
        return command;
    }

    private static void ThrowIfInvalid(IReadOnlyList<string> errors, Command command)
    {
        if (errors.Count > 0)
        {
            throw new UsageException([.. errors, HelpFor(command)]);
        }
    }

    private static string HelpFor(Command command) => $"Help: {CommandWords.CommandLineOf(command)} --help";
}
