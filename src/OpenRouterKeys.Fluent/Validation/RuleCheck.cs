using System.Runtime.InteropServices;
using OpenRouterKeys.Fluent.Rules;

namespace OpenRouterKeys.Fluent.Validation;

/// <summary>Checks one request or update, and collects the violations.</summary>
/// <param name="policy">The policy whose rules apply too; null: none.</param>
/// <param name="timeProvider">The source of the current time.</param>
internal sealed class RuleCheck(KeyPolicy? policy, TimeProvider timeProvider)
{
    private List<(Rule Rule, string Message)>? _violations;

    public KeyPolicy? Policy { get; } = policy;

    public DateTimeOffset Now => timeProvider.GetUtcNow();

    /// <summary>The number of violations so far.</summary>
    public int Count => _violations?.Count ?? 0;

    /// <summary>Whether all violations so far are warnings.</summary>
    public bool IsValid => _violations is null || !_violations.Exists(violation => violation.Rule.IsError);

    /// <summary>The violations except the first <paramref name="count"/>.</summary>
    public ReadOnlySpan<(Rule Rule, string Message)> ViolationsAfter(int count) => CollectionsMarshal.AsSpan(_violations)[count..];

    public void Check<TValue>(TValue value, params ReadOnlySpan<Rule<TValue>> rules)
    {
        foreach (var rule in rules)
        {
            if (rule.IsViolatedBy(value))
            {
                Add(rule, rule.Message);
            }
        }
    }

    /// <summary>Adds the violation of a policy rule, if there is one.</summary>
    public void Add(PolicyViolation? violation)
    {
        if (violation is not null)
        {
            Add(violation.Rule, violation.Message);
        }
    }

    private void Add(Rule rule, string message) => (_violations ??= []).Add((rule, message));
}
