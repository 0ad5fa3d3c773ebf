using FluentValidation;
using FluentValidation.Results;
using OpenRouterKeys.Fluent.Rules;
using OpenRouterKeys.Fluent.Validation;

namespace OpenRouterKeys.Fluent;

/// <summary>Validates a <see cref="KeyRequest"/> with FluentValidation. <c>ErrorCode</c> is the rule's id, which is also the analyzer's
/// diagnostic id; <c>PropertyName</c> is the C# property. Warnings are in <c>Errors</c> too, but leave <c>IsValid</c> true, so
/// <c>IsValid</c> is true exactly if <see cref="KeyRequest.EnsureValid"/> does not throw. Failures do not contain the attempted value,
/// because a name may be a pasted key. FluentValidation's global settings have no effect on the result.</summary>
public sealed class KeyRequestValidator : AbstractValidator<KeyRequest>
{
    /// <summary>Creates a validator. Creating one is slow, so keep it.</summary>
    /// <param name="timeProvider">The source of the current time, which decides whether the expiration has passed; null: the system's.</param>
    public KeyRequestValidator(TimeProvider? timeProvider = null)
    {
        timeProvider ??= TimeProvider.System;
        ClassLevelCascadeMode = CascadeMode.Continue;
        RuleLevelCascadeMode = CascadeMode.Continue;
        this.AddRule(request => request.Name, NameRules.Property, RequestRules.OfName, timeProvider);
        this.AddRule(request => request.LimitUsd, LimitRules.Property, RequestRules.OfLimit, timeProvider);
        this.AddRule(request => request.LimitReset, ResetRules.Property, RequestRules.OfReset, timeProvider);
        this.AddRule(request => request.Expiration, ExpirationRules.Property, RequestRules.OfExpiry, timeProvider);
        this.AddRule(request => request.CreatorUserId, CreatorRules.Property, RequestRules.OfCreator, timeProvider);
        this.AddRule(request => request.WorkspaceId, WorkspaceRules.Property, RequestRules.OfWorkspace, timeProvider);
    }

    /// <inheritdoc />
    public override ValidationResult Validate(ValidationContext<KeyRequest> context) => new KeyValidationResult(base.Validate(context));

    /// <inheritdoc />
    public override async Task<ValidationResult> ValidateAsync(ValidationContext<KeyRequest> context, CancellationToken cancellation = default) =>
        new KeyValidationResult(await base.ValidateAsync(context, cancellation).ConfigureAwait(false));

    /// <summary>Throws an exception if there is a failure of severity Error.</summary>
    /// <inheritdoc />
    protected override void RaiseValidationException(ValidationContext<KeyRequest> context, ValidationResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        if (result.Errors.Exists(KeyValidationResult.IsError))
        {
            base.RaiseValidationException(context, result);
        }
    }
}
