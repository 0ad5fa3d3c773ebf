using System.Globalization;
using FluentValidation;
using FluentValidation.Results;
using OpenRouterKeys.Fluent;

namespace OpenRouterKeys.Cli.Input;

/// <summary>Reports rule violations, one on each line: the rule's ID, the source of the value, and the message.</summary>
internal static class ValidationReport
{
    /// <summary>The rule that a file violates if it is not JSON.</summary>
    public const string NotJson = "ORK4001";

    private const string PolicyRulePrefix = "ORK5";

    /// <summary>Writes the warnings, and throws if there are errors.</summary>
    /// <param name="result">The result of a validation.</param>
    /// <param name="sourceOf">Returns the option or the file that set a property.</param>
    /// <param name="policy">The policy that was part of the validation; null: none.</param>
    /// <param name="terminal">The terminal to write the warnings to.</param>
    /// <exception cref="UsageException">There are errors.</exception>
    public static void ThrowIfInvalid(ValidationResult result, Func<string, string> sourceOf, FilePolicy? policy, Terminal terminal)
    {
        var lines = result.Errors
            .ToLookup(failure => failure.Severity == Severity.Error, failure => ToLine(failure, sourceOf(failure.PropertyName)));
        foreach (var warning in lines[false])
        {
            terminal.WriteMessage(warning);
        }

        if (lines.Contains(true))
        {
            throw new UsageException([.. lines[true], .. DescribePolicy(policy, result.Errors.Select(failure => failure.ErrorCode))]);
        }
    }

    /// <summary>Returns a line with the policy's file if one of the rules is the policy's.</summary>
    public static IEnumerable<string> DescribePolicy(FilePolicy? policy, IEnumerable<string> ruleIds) =>
        policy is not null && ruleIds.Any(id => id.StartsWith(PolicyRulePrefix, StringComparison.Ordinal)) ? [$"The policy is {policy.Path}."] : [];

    /// <summary>Formats a failure as in <c>ORK1004 --limit: The limit is negative. …</c>.</summary>
    public static string ToLine(ValidationFailure failure, string source) =>
        $"{failure.ErrorCode} {source}: {(failure.Severity == Severity.Error ? "" : "warning: ")}{ToSentence(failure.ErrorMessage)}";

    /// <summary>Formats a violation as in <c>ORK1004 ci.json:1:26: The limit is negative. …</c>; editors can open such a position.</summary>
    public static string ToLine(RuleViolation violation, string file) =>
        string.Create(CultureInfo.InvariantCulture, $"{violation.Id} {file}:{violation.Line}:{violation.Column}: {ToSentence(violation.Message)}");

    private static string ToSentence(string message) => message.EndsWith('.') || message.EndsWith('?') ? message : message + ".";
}
