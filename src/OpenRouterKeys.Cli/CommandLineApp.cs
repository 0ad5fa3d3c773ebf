using System.CommandLine;
using System.CommandLine.Invocation;
using OpenRouterKeys.Cli.Api;
using OpenRouterKeys.Cli.Commands;

namespace OpenRouterKeys.Cli;

/// <summary>The command <c>openrouter-keys</c>: parses the arguments, executes a subcommand and returns the exit code.</summary>
internal static class CommandLineApp
{
    // "@ci" is a name, not a response file; "-lj" is an error, not two options.
    private static readonly ParserConfiguration ParserConfiguration = new() { EnablePosixBundling = false, ResponseFileTokenReplacer = null };

    public static async Task<int> RunAsync(IReadOnlyList<string> args, Terminal terminal, CancellationToken cancellationToken = default)
    {
        try
        {
            var root = CreateRoot(terminal);
            HelpWithExitCodes.AddTo(root);
            var parsed = root.Parse(ApiOptions.ExpandSimulator(args), ParserConfiguration);
            if (parsed.Action is ParseErrorAction)
            {
                throw new UsageException([.. parsed.Errors.Select(error => error.Message).Distinct(), $"Help: {HelpCommand(parsed.CommandResult.Command)}"]);
            }

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

    private static RootCommand CreateRoot(Terminal terminal) => new("Create, list, update, rotate, audit and delete OpenRouter API keys.")
    {
        new CreateCommand(terminal),
        new ListCommand(terminal),
        new ShowCommand(terminal),
        new UpdateCommand(terminal),
        EnableDisableCommand.CreateDisable(terminal),
        EnableDisableCommand.CreateEnable(terminal),
        new DeleteCommand(terminal),
        new RotateCommand(terminal),
        new ApplyCommand(terminal),
        new ExportCommand(terminal),
        new AuditCommand(terminal),
        new CurrentCommand(terminal),
        new ValidateCommand(terminal),
        new SimulatorCommand(terminal),
        new CompletionCommand(terminal),
    };

    private static string HelpCommand(Command command) => $"openrouter-keys {(command is RootCommand ? "" : command.Name + " ")}--help";
}
