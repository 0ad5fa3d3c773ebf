using System.Linq.Expressions;
using FluentValidation;
using FluentValidation.Internal;
using FluentValidation.Results;
using OpenRouterKeys.Fluent.Rules;

namespace OpenRouterKeys.Fluent.Validation;

/// <summary>Adds the shared rules to a FluentValidation validator, independently of the application's global FluentValidation settings.</summary>
internal static class RuleExtensions
{
    private static readonly DefaultValidatorSelector AllRules = new();

    /// <summary>Validates with the default rule set, whatever selector the application has configured.</summary>
    public static ValidationResult ValidateAll<T>(this AbstractValidator<T> validator, T instance, KeyPolicy? policy, TimeProvider? timeProvider = null) =>
        validator.Validate(new CallContext<T>(instance, new(policy, timeProvider ?? TimeProvider.System)));

    /// <summary>Returns a result that is valid unless there is a failure of severity Error. A result without failures is returned unchanged, which
    /// saves an allocation: for the gate of validation.</summary>
    public static ValidationResult AllowWarnings(this ValidationResult result) => result.Errors.Count == 0 ? result : new KeyValidationResult(result);

    public static bool IsError(this ValidationFailure failure) => failure.Severity == Severity.Error;

    /// <summary>Throws <see cref="InvalidKeyRequestException"/> for failures of severity Error.</summary>
    public static void ThrowIfInvalid(this ValidationResult result)
    {
        if (!result.IsValid)
        {
            throw new InvalidKeyRequestException { Violations = [.. result.Errors.Where(IsError).Select(RuleViolation.From)] };
        }
    }

    /// <summary>Adds the checks of each property. The expression of every rule is the whole instance, because FluentValidation compiles each
    /// expression and each type of property, which takes 5 ms per property in a new process: for the gate of the cold start.</summary>
    public static void AddChecks<T>(
        this AbstractValidator<T> validator, (string Property, Action<T, RuleCheck> Check)[] checks, KeyPolicy? policy, TimeProvider? timeProvider)
        where T : class
    {
        foreach (var (property, check) in checks)
        {
            validator.RuleFor(static instance => instance).Configure(rule => rule.PropertyName = property).Custom((instance, context) =>
            {
                var result = (context as CallContext<T>)?.Check ?? new RuleCheck(policy, timeProvider ?? TimeProvider.System);
                var others = result.Count;
                check(instance, result);
                foreach (var (rule, message) in result.ViolationsAfter(others))
                {
                    context.AddFailure(new ValidationFailure(context.PropertyChain.BuildPropertyPath(rule.Property), message)
                    {
                        ErrorCode = rule.Id,
                        Severity = rule.IsError ? Severity.Error : Severity.Warning,
                    });
                }
            });
        }
    }

    // The policy and the time of one call, so that one validator serves all calls.
    private sealed class CallContext<T>(T instance, RuleCheck check) : ValidationContext<T>(instance, null, AllRules)
    {
        public RuleCheck Check { get; } = check;
    }

    private sealed class KeyValidationResult : ValidationResult
    {
        public KeyValidationResult(ValidationResult result)
        {
            Errors = result.Errors;
            RuleSetsExecuted = result.RuleSetsExecuted;
        }

        public override bool IsValid => !Errors.Exists(IsError);
    }
}
