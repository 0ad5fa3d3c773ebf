using System.CommandLine;

namespace OpenRouterKeys.Cli.Values;

/// <summary>An option without a value. The next word is an argument, even if it is "true".</summary>
internal static class Flag
{
    public static Option<bool> Create(string name, string description) => new(name) { Arity = ArgumentArity.Zero, Description = description };
}
