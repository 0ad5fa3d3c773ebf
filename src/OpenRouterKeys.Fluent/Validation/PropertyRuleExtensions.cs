using System.Linq.Expressions;
using System.Runtime.InteropServices;
using FluentValidation;
using OpenRouterKeys.Fluent.Rules;

namespace OpenRouterKeys.Fluent.Validation;

/// <summary>Wraps the rules for FluentValidation, such that no global setting of an application's changes what they say.</summary>
internal static class PropertyRuleExtensions
{
    public static void AddRule<T, TProperty>(
        this AbstractValidator<T> validator,
        Expression<Func<T, TProperty>> property,
        string name,
        PropertyRules<T> rules,
        TimeProvider timeProvider) =>
        validator.RuleFor(property).Configure(rule => rule.PropertyName = name).Custom((_, context) =>
        {
            List<Rule>? broken = null;
            rules(context.InstanceToValidate, timeProvider, ref broken);
            foreach (var rule in CollectionsMarshal.AsSpan(broken))
            {
                context.AddFailure(KeyValidationResult.FailureOf(rule, context.PropertyChain.BuildPropertyPath(rule.Property)));
            }
        });
}
