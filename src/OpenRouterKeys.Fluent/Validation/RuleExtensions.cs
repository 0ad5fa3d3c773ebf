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
        validator.Validate(new CallContext<T>(instance, policy, timeProvider));

    /// <summary>The time provider passed to <see cref="ValidateAll"/>, or the given default.</summary>
    public static TimeProvider TimeProviderOr<T>(this ValidationContext<T> context, TimeProvider defaultProvider) =>
        (context as CallContext<T>)?.TimeProvider ?? defaultProvider;

    /// <summary>The policy passed to <see cref="ValidateAll"/>, or the given default.</summary>
    public static KeyPolicy? PolicyOr<T>(this ValidationContext<T> context, KeyPolicy? defaultPolicy) => (context as CallContext<T>)?.Policy ?? defaultPolicy;

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

    /// <summary>Adds the checks of one property. The rule's expression is the whole instance, because FluentValidation compiles each expression and
    /// each type of property, which takes 5 ms per property in a new process: for the gate of the cold start.</summary>
    public static void AddRules<T>(this AbstractValidator<T> validator, string property, Action<T, ValidationContext<T>> check)
        where T : class =>
        validator.RuleFor(static instance => instance)
            .Configure(rule => rule.PropertyName = property)
            .Custom((instance, context) => check(instance, context));

    public static void Check<T, TValue>(this ValidationContext<T> context, TValue value, params ReadOnlySpan<Rule<TValue>> rules)
    {
        foreach (var rule in rules)
        {
            if (rule.IsViolatedBy(value))
            {
                context.Add(rule, rule.Message);
            }
        }
    }

    /// <summary>Adds the failure of a policy rule, if there is one.</summary>
    public static void Add<T>(this ValidationContext<T> context, PolicyViolation? violation)
    {
        if (violation is not null)
        {
            context.Add(violation.Rule, violation.Message);
        }
    }

    private static void Add<T>(this ValidationContext<T> context, Rule rule, string message) =>
        context.AddFailure(new ValidationFailure(context.PropertyChain.BuildPropertyPath(rule.Property), message)
        {
            ErrorCode = rule.Id,
            Severity = rule.IsError ? Severity.Error : Severity.Warning,
        });

    // The policy and the time of one call, so that one validator serves all calls.
    private sealed class CallContext<T>(T instance, KeyPolicy? policy, TimeProvider? timeProvider) : ValidationContext<T>(instance, null, AllRules)
    {
        public KeyPolicy? Policy { get; } = policy;

        public TimeProvider? TimeProvider { get; } = timeProvider;
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
