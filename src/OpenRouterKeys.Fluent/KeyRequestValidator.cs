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
    /// <summary>The validator that requests validate themselves with. Creating one takes much longer than validating.</summary>
    internal static readonly KeyRequestValidator Shared = new();

    /// <summary>Creates a validator. Keep it: creating one takes much longer than validating with it.</summary>
    /// <param name="timeProvider">Determines whether the expiration has passed; null: the system's time.</param>
    public KeyRequestValidator(TimeProvider? timeProvider = null)
    {
        var defaultProvider = timeProvider ?? TimeProvider.System;
        ClassLevelCascadeMode = CascadeMode.Continue;
        RuleLevelCascadeMode = CascadeMode.Continue;
        this.AddRules(request => request.Name, static (request, context) => context.Check(request.Name, KeyRules.Name));
        this.AddRules(request => request.LimitUsd, static (request, context) =>
        {
            if (request.LimitUsd is { } limit)
            {
                context.Check(limit, KeyRules.Limit);
            }
        });
        this.AddRules(request => request.LimitReset, static (request, context) =>
        {
            context.Check(request.LimitReset, KeyRules.ResetIsUndefined);
            context.Check((request.LimitReset, request.LimitUsd is not null), KeyRules.ResetWithoutLimit);
        });
        this.AddRules(request => request.Expiration, (request, context) =>
        {
            if (request.Expiration is { } expiration)
            {
                context.Check((expiration, context.TimeProviderOr(defaultProvider).GetUtcNow()), KeyRules.ExpirationHasPassed);
            }
        });
        this.AddRules(request => request.CreatorUserId, static (request, context) =>
        {
            if (request.CreatorUserId is { } creator)
            {
                context.Check(creator, KeyRules.CreatorIsBlank);
            }
        });
        this.AddRules(request => request.WorkspaceId, static (request, context) =>
        {
            if (request.WorkspaceId is { } workspace)
            {
                context.Check(workspace, KeyRules.WorkspaceIsEmpty);
            }
        });
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
