using System.Globalization;
using FluentValidation;
using FluentValidation.Results;
using OpenRouterKeys.Fluent;

namespace OpenRouterKeys.Cli.Output;

/// <summary>A broken rule on one line: its id, where it is broken, and what to do.</summary>
internal static class RuleLine
{
    /// <summary>As in <c>ORK1004 ci.json:1:26: The limit is negative: …</c>, a place that editors open.</summary>
    public static string InFile(RuleViolation rule, string file) =>
        string.Create(CultureInfo.InvariantCulture, $"{rule.Id} {file}:{rule.Line}:{rule.Column}: {rule.Message}");

    /// <summary>As in <c>ORK1004 --limit: The limit is negative: …</c>.</summary>
    public static string Of(ValidationFailure failure, string place) =>
        $"{failure.ErrorCode} {place}: {(failure.Severity == Severity.Error ? "" : "warning: ")}{failure.ErrorMessage}";
}
