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
    public static ValidationResult ValidateAll<T>(this AbstractValidator<T> validator, T instance, TimeProvider? timeProvider = null)
    {
        var context = new ValidationContext<T>(instance, null, AllRules);
        if (timeProvider is not null)
        {
            context.RootContextData[nameof(TimeProvider)] = timeProvider;
        }

        return validator.Validate(context);
    }

    /// <summary>The time provider passed to <see cref="ValidateAll"/>, or the given default.</summary>
    public static TimeProvider TimeProviderOr<T>(this ValidationContext<T> context, TimeProvider defaultProvider) =>
        context.RootContextData.TryGetValue(nameof(TimeProvider), out var provider) ? (TimeProvider)provider : defaultProvider;

    /// <summary>Throws <see cref="InvalidKeyRequestException"/> for failures of severity Error.</summary>
    public static void ThrowIfInvalid(this ValidationResult result)
    {
        if (!result.IsValid)
        {
            throw new InvalidKeyRequestException { Violations = [.. result.Errors.Where(KeyValidationResult.IsError).Select(RuleViolation.From)] };
        }
    }

    public static void AddRules<T, TProperty>(
        this AbstractValidator<T> validator, Expression<Func<T, TProperty>> property, Action<T, ValidationContext<T>> check, string? name = null) =>
        validator.RuleFor(property)
            .Configure(rule => rule.PropertyName = name ?? ((MemberExpression)property.Body).Member.Name)
            .Custom((_, context) => check(context.InstanceToValidate, context));

    public static void Check<T, TValue>(this ValidationContext<T> context, TValue value, params ReadOnlySpan<Rule<TValue>> rules)
    {
        foreach (var rule in rules)
        {
            if (rule.IsViolatedBy(value))
            {
                context.AddFailure(new ValidationFailure(context.PropertyChain.BuildPropertyPath(rule.Property), rule.Message)
                {
                    ErrorCode = rule.Id,
                    Severity = rule.IsError ? Severity.Error : Severity.Warning,
                });
            }
        }
    }
}
