using System.CommandLine;

namespace OpenRouterKeys.Cli;

/// <summary>An option without a value: the word behind it is an argument, also where that is "true".</summary>
internal static class Flag
{
    public static Option<bool> Of(string name, string description) => new(name) { Arity = ArgumentArity.Zero, Description = description };
}
