using System.Linq.Expressions;
using FluentValidation;
using FluentValidation.Internal;
using FluentValidation.Results;
using OpenRouterKeys.Fluent.Rules;

namespace OpenRouterKeys.Fluent;

/// <summary>The FluentValidation face of the key rules; <c>ErrorCode</c> is the analyzer's diagnostic id, <c>PropertyName</c> the C#
/// property. <c>IsValid</c> is false for failures of severity Error only, so it is true exactly where
/// <see cref="KeyRequest.EnsureValid"/> does not throw; warnings stay in <c>Errors</c>. Failures do not carry the attempted value: a name
/// may be a pasted key. FluentValidation's global settings change none of this.</summary>
public sealed class KeyRequestValidator : AbstractValidator<KeyRequest>
{
    private const string ClockKey = "OpenRouterKeys.Fluent.Clock";
    private static readonly KeyRequestValidator Shared = new();
    private static readonly IValidatorSelector DefaultSelector = new DefaultValidatorSelector();
    private readonly TimeProvider _clock;

    /// <summary>Makes a validator; keep it, for making one is slow.</summary>
    /// <param name="clock">Tells whether the expiry has passed; null: the system's clock.</param>
    public KeyRequestValidator(TimeProvider? clock = null)
    {
        _clock = clock ?? TimeProvider.System;
        ClassLevelCascadeMode = CascadeMode.Continue;
        RuleLevelCascadeMode = CascadeMode.Continue;
        Hold(request => request.Name, NameRules.Property, RequestRules.OfName);
        Hold(request => request.LimitUsd, LimitRules.Property, RequestRules.OfLimit);
        Hold(request => request.LimitReset, ResetRules.Property, RequestRules.OfReset);
        Hold(request => request.Expiry, ExpiryRules.Property, RequestRules.OfExpiry);
        Hold(request => request.CreatorUserId, CreatorRules.Property, RequestRules.OfCreator);
        Hold(request => request.WorkspaceId, WorkspaceRules.Property, RequestRules.OfWorkspace);
    }

    /// <inheritdoc />
    public override ValidationResult Validate(ValidationContext<KeyRequest> context) => new KeyValidationResult(base.Validate(context));

    /// <inheritdoc />
    public override async Task<ValidationResult> ValidateAsync(ValidationContext<KeyRequest> context, CancellationToken cancellation = default) =>
        new KeyValidationResult(await base.ValidateAsync(context, cancellation).ConfigureAwait(false));

    internal static ValidationResult Validate(KeyRequest request, TimeProvider? clock)
    {
        var context = new ValidationContext<KeyRequest>(request, null, DefaultSelector);
        if (clock is not null)
        {
            context.RootContextData[ClockKey] = clock;
        }

        return Shared.Validate(context);
    }

    /// <summary>Throws for failures of severity Error only.</summary>
    /// <inheritdoc />
    protected override void RaiseValidationException(ValidationContext<KeyRequest> context, ValidationResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        if (result.Errors.Exists(KeyValidationResult.IsError))
        {
            base.RaiseValidationException(context, result);
        }
    }

    private void Hold<T>(Expression<Func<KeyRequest, T>> property, string name, RequestRules.PropertyRules rules) =>
        RuleFor(property).Configure(rule => rule.PropertyName = name).Custom((_, context) => Report(context, rules));

    private void Report(ValidationContext<KeyRequest> context, RequestRules.PropertyRules rules)
    {
        List<Rule>? broken = null;
        rules(context.InstanceToValidate, Clock(context), ref broken);
        foreach (var rule in broken ?? [])
        {
            context.AddFailure(new ValidationFailure(context.PropertyChain.BuildPropertyPath(rule.Property), rule.Message)
            {
                ErrorCode = rule.Id,
                Severity = rule.IsError ? Severity.Error : Severity.Warning,
            });
        }
    }

    private TimeProvider Clock(ValidationContext<KeyRequest> context) =>
        context.RootContextData.TryGetValue(ClockKey, out var clock) ? (TimeProvider)clock : _clock;

    /// <summary>Warnings do not make it invalid.</summary>
    private sealed class KeyValidationResult : ValidationResult
    {
        public KeyValidationResult(ValidationResult result)
        {
            Errors = result.Errors;
            RuleSetsExecuted = result.RuleSetsExecuted;
        }

        public override bool IsValid => !Errors.Exists(IsError);

        public static bool IsError(ValidationFailure failure) => failure.Severity == Severity.Error;
    }
}
