using System.Linq.Expressions;
using FluentValidation;
using FluentValidation.Results;
using OpenRouterKeys.Fluent.Rules;

namespace OpenRouterKeys.Fluent.Validation;

/// <summary>Wraps the rules for FluentValidation, such that no global setting of an application's changes what they say.</summary>
internal static class PropertyRuleExtensions
{
    public static void Hold<T, TProperty>(
        this AbstractValidator<T> validator,
        Expression<Func<T, TProperty>> property,
        string name,
        PropertyRules<T> rules,
        Func<ValidationContext<T>, TimeProvider> clock) =>
        validator.RuleFor(property).Configure(rule => rule.PropertyName = name).Custom((_, context) =>
        {
            List<Rule>? broken = null;
            rules(context.InstanceToValidate, clock(context), ref broken);
            foreach (var rule in broken ?? [])
            {
                context.AddFailure(new ValidationFailure(context.PropertyChain.BuildPropertyPath(rule.Property), rule.Message)
                {
                    ErrorCode = rule.Id,
                    Severity = rule.IsError ? Severity.Error : Severity.Warning,
                });
            }
        });
}
