using FluentValidation;
using FluentValidation.Results;
using OpenRouterKeys.Fluent.Rules;
using OpenRouterKeys.Fluent.Validation;

namespace OpenRouterKeys.Fluent;

/// <summary>The FluentValidation face of the key rules; <c>ErrorCode</c> is the analyzer's diagnostic id, <c>PropertyName</c> the C#
/// property. <c>IsValid</c> is false for failures of severity Error only, so it is true exactly where
/// <see cref="KeyRequest.EnsureValid"/> does not throw; warnings stay in <c>Errors</c>. Failures do not carry the attempted value: a name
/// may be a pasted key. FluentValidation's global settings change none of this.</summary>
public sealed class KeyRequestValidator : AbstractValidator<KeyRequest>
{
    /// <summary>Makes a validator; keep it, for making one is slow.</summary>
    /// <param name="timeProvider">Tells whether the expiry has passed; null: the system's clock.</param>
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
}
