using FluentValidation;
using FluentValidation.Results;
using OpenRouterKeys.Fluent.Rules;

namespace OpenRouterKeys.Fluent.Validation;

/// <summary>Validates an update: applies the rules of requests to each setting that it sets.</summary>
internal sealed class KeyUpdateValidator : AbstractValidator<KeyUpdate>
{
    public static readonly KeyUpdateValidator Shared = new();

    private KeyUpdateValidator()
    {
        ClassLevelCascadeMode = CascadeMode.Continue;
        RuleLevelCascadeMode = CascadeMode.Continue;
        this.AddRules("", static (update, context) => context.Check(update == KeyUpdate.Empty, KeyRules.UpdateIsEmpty));
        this.AddRules(nameof(KeyUpdate.Name), static (update, context) =>
        {
            if (update.Name is { } name)
            {
                context.Check(name, KeyRules.Name);
            }
        });
        this.AddRules(nameof(KeyUpdate.LimitUsd), static (update, context) =>
        {
            if (update.LimitUsd is { Value: { } limit })
            {
                context.Check(limit, KeyRules.Limit);
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

    public override ValidationResult Validate(ValidationContext<KeyUpdate> context) => base.Validate(context).AllowWarnings();
}
