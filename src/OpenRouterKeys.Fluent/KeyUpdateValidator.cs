using FluentValidation;
using FluentValidation.Results;
using OpenRouterKeys.Fluent.Rules;
using OpenRouterKeys.Fluent.Validation;

namespace OpenRouterKeys.Fluent;

/// <summary>Validates a <see cref="KeyUpdate"/> with FluentValidation: applies the rules of requests to each setting that the update sets. Failures
/// have the same form as those of <see cref="KeyRequestValidator"/>.</summary>
public sealed class KeyUpdateValidator : AbstractValidator<KeyUpdate>
{
    /// <summary>The validator of <see cref="KeyUpdate.Validate"/>.</summary>
    internal static readonly KeyUpdateValidator Shared = new();

    /// <summary>Creates a validator. Reuse it: creating one takes much longer than validating with it.</summary>
    /// <param name="policy">The policy whose rules apply to what the update sets: its limit (ORK5001, ORK5002) and its name (ORK5006); null: none.</param>
    /// <exception cref="ArgumentException">The policy is invalid.</exception>
    public KeyUpdateValidator(KeyPolicy? policy = null)
    {
        policy?.EnsureValid(nameof(policy));
        ClassLevelCascadeMode = CascadeMode.Continue;
        RuleLevelCascadeMode = CascadeMode.Continue;
        this.AddRules("", static (update, context) => context.Check(update == KeyUpdate.Empty, KeyRules.UpdateIsEmpty));
        this.AddRules(nameof(KeyUpdate.Name), (update, context) =>
        {
            if (update.Name is { } name)
            {
                context.Check(name, KeyRules.Name);
                context.Add(context.PolicyOr(policy) is { } rules ? PolicyRules.CheckName(rules, name) : null);
            }
        });
        this.AddRules(nameof(KeyUpdate.LimitUsd), (update, context) =>
        {
            if (update.LimitUsd is { } change)
            {
                if (change.Value is { } limit)
                {
                    context.Check(limit, KeyRules.Limit);
                }

                context.Add(context.PolicyOr(policy) is { } rules ? PolicyRules.CheckLimit(rules, change.Value) : null);
            }
        });
        this.AddRules(nameof(KeyUpdate.LimitReset), static (update, context) =>
        {
            if (update.LimitReset is { } interval)
            {
                context.Check(interval, KeyRules.ResetIsUndefined);
                // An update without a limit leaves the key's limit unchanged, so the key may have one.
                context.Check((interval, update.LimitUsd is not { Value: null }), KeyRules.ResetWithoutLimit);
            }
        });
    }

    /// <inheritdoc />
    public override ValidationResult Validate(ValidationContext<KeyUpdate> context) => base.Validate(context).AllowWarnings();

    /// <inheritdoc />
    public override async Task<ValidationResult> ValidateAsync(ValidationContext<KeyUpdate> context, CancellationToken cancellation = default) =>
        (await base.ValidateAsync(context, cancellation).ConfigureAwait(false)).AllowWarnings();

    /// <summary>Throws an exception if there is a failure of severity Error.</summary>
    /// <inheritdoc />
    protected override void RaiseValidationException(ValidationContext<KeyUpdate> context, ValidationResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        if (result.Errors.Exists(RuleExtensions.IsError))
        {
            base.RaiseValidationException(context, result);
        }
    }
}
