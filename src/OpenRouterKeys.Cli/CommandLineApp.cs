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

    private static (ProgramCommand Root, Option Help, Option Version) CreateRoot(Terminal terminal)
    {
        var help = Flag.Create("--help", "Show this help.");
        help.Recursive = true;
        Array.ForEach(["-h", "-?", .. WordShape.WindowsHelp], help.Aliases.Add);
        var version = Flag.Create("--version", "Show the version.");
        var root = new ProgramCommand("Create, list, update, rotate, audit and delete OpenRouter API keys.")
        {
            new LazyCommand("create", CreateCommand.Summary, () => new CreateCommand(terminal)),
            new LazyCommand("list", ListCommand.Summary, () => new ListCommand(terminal), "ls"),
            new LazyCommand("show", ShowCommand.Summary, () => new ShowCommand(terminal), "get"),
            new LazyCommand("update", UpdateCommand.Summary, () => new UpdateCommand(terminal)),
            new LazyCommand("disable", EnableDisableCommand.DisableSummary, () => EnableDisableCommand.CreateDisable(terminal)),
            new LazyCommand("enable", EnableDisableCommand.EnableSummary, () => EnableDisableCommand.CreateEnable(terminal)),
            new LazyCommand("delete", DeleteCommand.Summary, () => new DeleteCommand(terminal), "rm"),
            new LazyCommand("rotate", RotateCommand.Summary, () => new RotateCommand(terminal)),
            new LazyCommand("apply", ApplyCommand.Summary, () => new ApplyCommand(terminal)),
            new LazyCommand("export", ExportCommand.Summary, () => new ExportCommand(terminal)),
            new LazyCommand("audit", AuditCommand.Summary, () => new AuditCommand(terminal)),
            new LazyCommand("current", CurrentCommand.Summary, () => new CurrentCommand(terminal)),
            new LazyCommand("validate", ValidateCommand.Summary, () => new ValidateCommand(terminal)),
            new LazyCommand("simulator", SimulatorCommand.Summary, () => new SimulatorCommand(terminal)),
            new LazyCommand("completion", CompletionCommand.Summary, () => new CompletionCommand(terminal)),
        };
        root.Add(new LazyCommand("help", HelpCommand.Summary, () => new HelpCommand(root, terminal)));
        root.Options.Add(help);
        root.Options.Add(version);
        return (root, help, version);
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
