using FluentValidation;
using FluentValidation.Internal;
using FluentValidation.Results;
using OpenRouterKeys.Fluent.Rules;

namespace OpenRouterKeys.Fluent.Validation;

/// <summary>The FluentValidation face of a change's rules.</summary>
internal sealed class KeyChangeValidator : AbstractValidator<KeyChange>
{
    private static readonly KeyChangeValidator Shared = new();

    private KeyChangeValidator()
    {
        ClassLevelCascadeMode = CascadeMode.Continue;
        RuleLevelCascadeMode = CascadeMode.Continue;
        this.Hold(change => change, EmptyChangeRules.Property, ChangeRules.OfChange, Clock);
        this.Hold(change => change.Name, NameRules.Property, ChangeRules.OfName, Clock);
        this.Hold(change => change.LimitUsd, LimitRules.Property, ChangeRules.OfLimit, Clock);
        this.Hold(change => change.LimitReset, ResetRules.Property, ChangeRules.OfReset, Clock);
    }

    public static ValidationResult Check(KeyChange change) =>
        new KeyValidationResult(Shared.Validate(new ValidationContext<KeyChange>(change, null, new DefaultValidatorSelector())));

    private static TimeProvider Clock(ValidationContext<KeyChange> context) => TimeProvider.System;
}
