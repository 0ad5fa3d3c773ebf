using System.CommandLine;

namespace OpenRouterKeys.Cli.Parsing;

/// <summary>Finds a command by its name or its alias.</summary>
internal static class CommandNames
{
    public static Command? Find(RootCommand root, string name) =>
        root.Subcommands.FirstOrDefault(command => command.Name == name || command.Aliases.Contains(name));

    public static string DescribeUnknown(RootCommand root, string name) =>
        $"'{name}' is not a command.{Spelling.Suggest(name, root.Subcommands.Select(command => command.Name))}";
}
