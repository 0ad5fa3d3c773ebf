namespace OpenRouterKeys.Cli.Commands;

/// <summary>A command whose help lists its exit codes.</summary>
internal interface IHasExitCodeHelp
{
    string ExitCodeHelp { get; }
}
