using System.CommandLine;

namespace OpenRouterKeys.Cli.Parsing;

/// <summary>A command that is replaced by the one with its options when it is used. Creating all options takes longer than the runtime needs to start.</summary>
internal sealed class LazyCommand : Command
{
    private readonly Func<Command> _create;

    public LazyCommand(string name, string summary, Func<Command> create, params string[] aliases)
        : base(name, summary)
    {
        _create = create;
        Array.ForEach(aliases, Aliases.Add);
    }

    /// <summary>Creates the command, and puts it in the place of this one.</summary>
    public static Command Load(ProgramCommand root, Command command)
    {
        if (command is not LazyCommand lazy)
        {
            return command;
        }

        var loaded = lazy._create();
        foreach (var alias in lazy.Aliases)
        {
            loaded.Aliases.Add(alias);
        }

        root.Subcommands[root.Subcommands.IndexOf(lazy)] = loaded;
        return loaded;
    }
}
