using FluentValidation;
using FluentValidation.Internal;
using FluentValidation.Results;
using OpenRouterKeys.Fluent.Rules;

namespace OpenRouterKeys.Fluent.Validation;

/// <summary>A result that warnings do not make invalid.</summary>
internal sealed class KeyValidationResult : ValidationResult
{
    private static readonly string[] DefaultRuleSet = [RulesetValidatorSelector.DefaultRuleSetName];

    public KeyValidationResult(ValidationResult result)
    {
        Errors = result.Errors;
        RuleSetsExecuted = result.RuleSetsExecuted;
    }

    private KeyValidationResult(List<ValidationFailure> failures)
        : base(failures)
    {
    }

    public override bool IsValid => !Errors.Exists(IsError);

    /// <summary>What a validator without settings says of the same broken rules, without the detour through one.</summary>
    public static KeyValidationResult Of(List<Rule>? broken) =>
        new(broken is null ? [] : broken.ConvertAll(rule => FailureOf(rule, rule.Property))) { RuleSetsExecuted = DefaultRuleSet };

    public static ValidationFailure FailureOf(Rule rule, string property) => new(property, rule.Message)
    {
        ErrorCode = rule.Id,
        Severity = rule.IsError ? Severity.Error : Severity.Warning,
    };

    public static bool IsError(ValidationFailure failure) => failure.Severity == Severity.Error;
}
