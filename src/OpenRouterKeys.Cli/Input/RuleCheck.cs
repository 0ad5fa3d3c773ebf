using FluentValidation;
using FluentValidation.Results;
using OpenRouterKeys.Cli.Output;

namespace OpenRouterKeys.Cli.Input;

/// <summary>What the rules say of a request or a change: warnings are told, errors end the command.</summary>
internal static class RuleCheck
{
    /// <param name="result">What the rules say.</param>
    /// <param name="placeOf">Where a property's value came from, in the user's terms.</param>
    /// <param name="terminal">Is told the warnings.</param>
    public static void Run(ValidationResult result, Func<string, string> placeOf, Terminal terminal)
    {
        var lines = result.Errors
            .ToLookup(failure => failure.Severity == Severity.Error, failure => RuleLine.Of(failure, placeOf(failure.PropertyName)));
        foreach (var warning in lines[false])
        {
            terminal.Tell(warning);
        }

        if (lines.Contains(true))
        {
            throw new UsageException([.. lines[true]]);
        }
    }
}
