using System.CommandLine;
using System.CommandLine.Invocation;
using OpenRouterKeys.Cli.Api;
using OpenRouterKeys.Cli.Apply;
using OpenRouterKeys.Cli.Completion;
using OpenRouterKeys.Cli.Create;
using OpenRouterKeys.Cli.Manage;
using OpenRouterKeys.Cli.Rotate;

namespace OpenRouterKeys.Cli;

/// <summary>The command <c>openrouter-keys</c>, from its arguments to its exit code.</summary>
internal static class CommandLineApp
{
    // An argument such as "@ci" is a name and no file of arguments, and "-lj" is a mistake and no two options.
    private static readonly ParserConfiguration Parsing = new() { EnablePosixBundling = false, ResponseFileTokenReplacer = null };

    public static async Task<int> RunAsync(IReadOnlyList<string> args, Terminal terminal, CancellationToken cancellationToken = default)
    {
        try
        {
            var root = Root(terminal);
            HelpWithExitCodes.AddTo(root);
            var parsed = root.Parse(ApiOptions.Expand(args), Parsing);
            if (parsed.Action is ParseErrorAction)
            {
                throw new UsageException([.. parsed.Errors.Select(error => error.Message).Distinct(), $"Help: {HelpOf(parsed.CommandResult.Command)}"]);
            }

            var invocation = new InvocationConfiguration
            {
                Output = terminal.Output,
                Error = terminal.Error,
                EnableDefaultExceptionHandler = false,
                ProcessTerminationTimeout = null, // signals are the process's, and it has a token for them
            };
            return await parsed.InvokeAsync(invocation, cancellationToken);
        }
        catch (Exception exception) // a person is told what became of the call, and is not shown a stack
        {
            return Failure.Report(exception, terminal);
        }
    }

    private static RootCommand Root(Terminal terminal) => new("Create, list, change, rotate and delete OpenRouter API keys.")
    {
        new CreateCommand(terminal),
        new ListCommand(terminal),
        new ShowCommand(terminal),
        new UpdateCommand(terminal),
        SwitchCommand.Off(terminal),
        SwitchCommand.On(terminal),
        new DeleteCommand(terminal),
        new RotateCommand(terminal),
        new ApplyCommand(terminal),
        new CurrentCommand(terminal),
        new ValidateCommand(terminal),
        new CompletionCommand(terminal),
    };

    private static string HelpOf(Command command) => $"openrouter-keys {(command is RootCommand ? "" : command.Name + " ")}--help";
}
