using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace OpenRouterKeys.Cli.Commands;

/// <summary>A command whose help lists its exit codes.</summary>
internal interface IHasExitCodeHelp
{
    string ExitCodeHelp { get; }
}

/// <summary>Writes the parser's help, followed by the command's exit codes.</summary>
internal sealed class HelpWithExitCodes(HelpAction help) : SynchronousCommandLineAction
{
    public override bool ClearsParseErrors => true;

    public static void AddTo(RootCommand root)
    {
        var option = root.Options.OfType<HelpOption>().Single();
        option.Action = new HelpWithExitCodes((HelpAction)option.Action!);
    }

    public override int Invoke(ParseResult parseResult)
    {
        var exitCode = help.Invoke(parseResult);
        if (parseResult.CommandResult.Command is IHasExitCodeHelp command)
        {
            parseResult.InvocationConfiguration.Output.WriteLine(command.ExitCodeHelp);
        }

        return exitCode;
    }
}
