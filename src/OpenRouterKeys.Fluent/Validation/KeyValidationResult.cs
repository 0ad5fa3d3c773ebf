using FluentValidation;
using FluentValidation.Results;

namespace OpenRouterKeys.Fluent.Validation;

/// <summary>A validation result that stays valid when all failures are warnings.</summary>
internal sealed class KeyValidationResult : ValidationResult
{
    private KeyValidationResult(ValidationResult result)
    {
        Errors = result.Errors;
        RuleSetsExecuted = result.RuleSetsExecuted;
    }

    /// <summary>Returns a result without failures unchanged. This saves an allocation, which the validation gate needs.</summary>
    public static ValidationResult From(ValidationResult result) => result.Errors.Count == 0 ? result : new KeyValidationResult(result);

    public override bool IsValid => !Errors.Exists(IsError);

    public static bool IsError(ValidationFailure failure) => failure.Severity == Severity.Error;
}
