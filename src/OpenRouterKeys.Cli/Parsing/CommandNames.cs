using System.CommandLine;

namespace OpenRouterKeys.Cli.Parsing;

/// <summary>Finds a command by its name or its alias.</summary>
internal static class CommandNames
{
    public static Command? Find(ProgramCommand root, string name) =>
        root.Subcommands.FirstOrDefault(command => command.Name == name || command.Aliases.Contains(name)) is { } command ? LazyCommand.Load(root, command) : null;

    public static string DescribeUnknown(ProgramCommand root, string name) =>
        $"'{name}' is not a command.{Spelling.Suggest(name, root.Subcommands.Select(command => command.Name))}";
}
