using System.Globalization;
using FluentValidation;
using FluentValidation.Results;
using OpenRouterKeys.Fluent;

namespace OpenRouterKeys.Cli.Input;

/// <summary>Reports rule violations, one on each line: the rule's ID, the source of the value, and the message.</summary>
internal static class ValidationReport
{
    /// <summary>Writes the warnings, and throws if there are errors.</summary>
    /// <param name="result">The result of a validation.</param>
    /// <param name="sourceOf">Returns the option or the file that set a property.</param>
    /// <param name="terminal">The terminal to write the warnings to.</param>
    /// <exception cref="UsageException">There are errors.</exception>
    public static void ThrowIfInvalid(ValidationResult result, Func<string, string> sourceOf, Terminal terminal)
    {
        var lines = result.Errors
            .ToLookup(failure => failure.Severity == Severity.Error, failure => ToLine(failure, sourceOf(failure.PropertyName)));
        foreach (var warning in lines[false])
        {
            terminal.WriteMessage(warning);
        }

        if (lines.Contains(true))
        {
            throw new UsageException([.. lines[true]]);
        }
    }

    /// <summary>Formats a failure as in <c>ORK1004 --limit: The limit is negative. …</c>.</summary>
    public static string ToLine(ValidationFailure failure, string source) =>
        $"{failure.ErrorCode} {source}: {(failure.Severity == Severity.Error ? "" : "warning: ")}{ToSentence(failure.ErrorMessage)}";

    /// <summary>Formats a violation as in <c>ORK1004 ci.json:1:26: The limit is negative. …</c>; editors can open such a position.</summary>
    public static string ToLine(RuleViolation violation, string file) =>
        string.Create(CultureInfo.InvariantCulture, $"{violation.Id} {file}:{violation.Line}:{violation.Column}: {ToSentence(violation.Message)}");

    private static string ToSentence(string message) => message.EndsWith('.') || message.EndsWith('?') ? message : message + ".";
}
