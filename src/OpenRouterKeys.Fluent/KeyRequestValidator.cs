using FluentValidation;
using FluentValidation.Results;
using OpenRouterKeys.Fluent.Rules;
using OpenRouterKeys.Fluent.Validation;

namespace OpenRouterKeys.Fluent;

/// <summary>Validates a <see cref="KeyRequest"/> with FluentValidation. <c>ErrorCode</c> is the rule's id, which is also the analyzer's
/// diagnostic id; <c>PropertyName</c> is the C# property. <c>Errors</c> also contains warnings; <c>IsValid</c> is true if there are only
/// warnings, and <see cref="KeyRequest.EnsureValid"/> then does not throw. Failures do not contain the attempted value, because a name may
/// be a pasted key. FluentValidation's global settings have no effect on the result.</summary>
public sealed class KeyRequestValidator : AbstractValidator<KeyRequest>
{
    /// <summary>The validator of <see cref="KeyRequest.Validate"/>, which is shared because creating one takes much longer than validating.</summary>
    internal static readonly KeyRequestValidator Shared = new();

    /// <summary>Creates a validator. Reuse it: creating one takes much longer than validating with it.</summary>
    /// <param name="timeProvider">The source of the current time, which decides whether the expiration has passed; null: the system's.</param>
    public KeyRequestValidator(TimeProvider? timeProvider = null)
    {
        var defaultProvider = timeProvider ?? TimeProvider.System;
        ClassLevelCascadeMode = CascadeMode.Continue;
        RuleLevelCascadeMode = CascadeMode.Continue;
        this.AddRules(nameof(KeyRequest.Name), static (request, context) => context.Check(request.Name, KeyRules.Name));
        this.AddRules(nameof(KeyRequest.LimitUsd), static (request, context) =>
        {
            if (request.LimitUsd is { } limit)
            {
                context.Check(limit, KeyRules.Limit);
            }
        });
        this.AddRules(nameof(KeyRequest.LimitReset), static (request, context) =>
        {
            context.Check(request.LimitReset, KeyRules.ResetIsUndefined);
            context.Check((request.LimitReset, request.LimitUsd is not null), KeyRules.ResetWithoutLimit);
        });
        this.AddRules(nameof(KeyRequest.Expiration), (request, context) =>
        {
            if (request.Expiration is { } expiration)
            {
                context.Check((expiration, context.TimeProviderOr(defaultProvider).GetUtcNow()), KeyRules.ExpirationHasPassed);
            }
        });
        this.AddRules(nameof(KeyRequest.CreatorUserId), static (request, context) =>
        {
            if (request.CreatorUserId is { } creator)
            {
                context.Check(creator, KeyRules.CreatorIsBlank);
            }
        });
        this.AddRules(nameof(KeyRequest.WorkspaceId), static (request, context) =>
        {
            if (request.WorkspaceId is { } workspace)
            {
                context.Check(workspace, KeyRules.WorkspaceIsEmpty);
            }
        });
        this.AddRules(nameof(KeyRequest.ExternalUser), static (request, context) =>
        {
            if (request.ExternalUser is { } user)
            {
                context.Check(user, KeyRules.ExternalUserIsInvalid);
            }
        });
        this.AddRules(nameof(KeyRequest.ExternalApiKey), static (request, context) =>
        {
            if (request.ExternalApiKey is { } key)
            {
                context.Check(key.Reveal(), KeyRules.ExternalApiKeyIsShort);
            }
        });
    }

    /// <inheritdoc />
    public override ValidationResult Validate(ValidationContext<KeyRequest> context) => base.Validate(context).AllowWarnings();

    /// <inheritdoc />
    public override async Task<ValidationResult> ValidateAsync(ValidationContext<KeyRequest> context, CancellationToken cancellation = default) =>
        (await base.ValidateAsync(context, cancellation).ConfigureAwait(false)).AllowWarnings();

    /// <summary>Throws an exception if there is a failure of severity Error.</summary>
    /// <inheritdoc />
    protected override void RaiseValidationException(ValidationContext<KeyRequest> context, ValidationResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        if (result.Errors.Exists(RuleExtensions.IsError))
        {
            base.RaiseValidationException(context, result);
        }
    }
}
