using FluentValidation;
using OpenRouterKeys.Cli.Input;
using OpenRouterKeys.Fluent;
using OpenRouterKeys.Fluent.Rules;

namespace OpenRouterKeys.Cli.Audit;

/// <summary>The result of an audit.</summary>
/// <param name="Findings">The findings, in the order in which the keys were listed.</param>
/// <param name="Skipped">What could not be audited, each with the reason.</param>
/// <param name="Policy">The policy; null: none.</param>
/// <param name="IsSimulated">Whether the keys are simulated.</param>
internal sealed record AuditReport(IReadOnlyList<KeyFinding> Findings, IReadOnlyList<string> Skipped, FilePolicy? Policy, bool IsSimulated)
{
    /// <summary>The rules that an audit checks, ordered by id.</summary>
    public static IReadOnlyList<Rule> Rules { get; } = [.. PolicyRules.All.Where(rule => rule != PolicyRules.PolicyIsInvalid), .. AuditRules.All];

    /// <summary>Returns the rule; for one of a newer library, null.</summary>
    public static Rule? RuleOf(string id) => Rules.FirstOrDefault(rule => rule.Id == id);

    /// <summary>The severity as it is written in every format.</summary>
    public static string NameOf(Severity severity) => severity == Severity.Error ? "error" : "warning";
}
