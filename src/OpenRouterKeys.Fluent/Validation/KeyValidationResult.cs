using FluentValidation;
using FluentValidation.Results;

namespace OpenRouterKeys.Fluent.Validation;

/// <summary>A validation result that stays valid when all failures are warnings.</summary>
internal sealed class KeyValidationResult : ValidationResult
{
    public KeyValidationResult(ValidationResult result)
    {
        Errors = result.Errors;
        RuleSetsExecuted = result.RuleSetsExecuted;
    }

    public override bool IsValid => !Errors.Exists(IsError);

    public static bool IsError(ValidationFailure failure) => failure.Severity == Severity.Error;
}
