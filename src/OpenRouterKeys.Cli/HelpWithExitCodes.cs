using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace OpenRouterKeys.Cli;

/// <summary>A command with something to say below its help.</summary>
internal interface IHasHelpNotes
{
    string HelpNotes { get; }
}

/// <summary>The parser's own help, and what it has no place for.</summary>
internal sealed class HelpWithExitCodes(HelpAction help) : SynchronousCommandLineAction
{
    public static void AddTo(RootCommand root)
    {
        var option = root.Options.OfType<HelpOption>().Single();
        option.Action = new HelpWithExitCodes((HelpAction)option.Action!);
    }

    public override bool ClearsParseErrors => true;

    public override int Invoke(ParseResult parseResult)
    {
        var exitCode = help.Invoke(parseResult);
        if (parseResult.CommandResult.Command is IHasHelpNotes { HelpNotes: var notes })
        {
            parseResult.InvocationConfiguration.Output.WriteLine(notes);
        }

        return exitCode;
    }
}
