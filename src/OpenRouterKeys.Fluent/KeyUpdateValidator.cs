using FluentValidation;
using FluentValidation.Results;
using OpenRouterKeys.Fluent.Rules;
using OpenRouterKeys.Fluent.Validation;

namespace OpenRouterKeys.Fluent;

/// <summary>Validates a <see cref="KeyUpdate"/> with FluentValidation: applies the rules of requests to each setting that the update sets. Failures
/// have the same form as those of <see cref="KeyRequestValidator"/>.</summary>
public sealed class KeyUpdateValidator : AbstractValidator<KeyUpdate>
{
    private static readonly (string Property, Action<KeyUpdate, RuleCheck> Check)[] Checks =
    [
        ("", static (update, check) => check.Check(update == KeyUpdate.Empty, KeyRules.UpdateIsEmpty)),
        (nameof(KeyUpdate.Name), CheckName),
        (nameof(KeyUpdate.LimitUsd), CheckLimit),
        (nameof(KeyUpdate.LimitReset), CheckReset),
    ];

    /// <summary>The validator of <see cref="KeyUpdate.Validate"/>.</summary>
    internal static readonly KeyUpdateValidator Shared = new(); // after the checks that its constructor reads

    /// <summary>Creates a validator. Reuse it: creating one takes much longer than validating with it.</summary>
    /// <param name="policy">The policy whose rules apply to what the update sets: its limit (ORK5001, ORK5002) and its name (ORK5006); null: none.</param>
    /// <exception cref="ArgumentException">The policy is invalid.</exception>
    public KeyUpdateValidator(KeyPolicy? policy = null)
    {
        policy?.EnsureValid(nameof(policy));
        ClassLevelCascadeMode = CascadeMode.Continue;
        RuleLevelCascadeMode = CascadeMode.Continue;
        this.AddChecks(Checks, policy, timeProvider: null);
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

    private static void CheckName(KeyUpdate update, RuleCheck check)
    {
        if (update.Name is { } name)
        {
            check.Check(name, KeyRules.Name);
            check.Add(check.Policy is { } policy ? PolicyRules.CheckName(policy, name) : null);
        }
    }

    private static void CheckLimit(KeyUpdate update, RuleCheck check)
    {
        if (update.LimitUsd is { } change)
        {
            if (change.Value is { } limit)
            {
                check.Check(limit, KeyRules.Limit);
            }

            check.Add(check.Policy is { } policy ? PolicyRules.CheckLimit(policy, change.Value) : null);
        }
    }

    private static void CheckReset(KeyUpdate update, RuleCheck check)
    {
        if (update.LimitReset is { } interval)
        {
            check.Check(interval, KeyRules.ResetIsUndefined);
            // An update without a limit leaves the key's limit unchanged, so the key may have one.
            check.Check((interval, update.LimitUsd is not { Value: null }), KeyRules.ResetWithoutLimit);
        }
    }
}
