using FluentValidation;
using OpenRouterKeys.Cli.Output;
using OpenRouterKeys.Fluent;

namespace OpenRouterKeys.Cli.Input;

/// <summary>Holds a request against the rules: warnings are told, errors end the command.</summary>
internal static class RequestCheck
{
    /// <param name="request">The request.</param>
    /// <param name="placeOf">Where a property's value came from, in the user's terms.</param>
    /// <param name="terminal">Is told the warnings.</param>
    public static void Run(KeyRequest request, Func<string, string> placeOf, Terminal terminal)
    {
        var lines = request.Validate(terminal.Clock).Errors
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
