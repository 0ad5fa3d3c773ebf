using System.CommandLine;

namespace OpenRouterKeys.Cli.Parsing;

/// <summary>The command that contains all others. <see cref="RootCommand"/> would create options of its own, which takes longer than parsing.</summary>
internal sealed class ProgramCommand(string description) : Command("openrouter-keys", description);
