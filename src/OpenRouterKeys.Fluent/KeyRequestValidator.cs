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
    /// <param name="policy">The policy whose rules (ORK5001 to ORK5008) apply too; null: none.</param>
    /// <param name="timeProvider">The source of the current time, which decides whether the expiration has passed; null: the system's.</param>
    /// <exception cref="ArgumentException">The policy is invalid.</exception>
    public KeyRequestValidator(KeyPolicy? policy = null, TimeProvider? timeProvider = null)
    {
        policy?.EnsureValid(nameof(policy));
        var defaultProvider = timeProvider ?? TimeProvider.System;
        ClassLevelCascadeMode = CascadeMode.Continue;
        RuleLevelCascadeMode = CascadeMode.Continue;
        this.AddRules(nameof(KeyRequest.Name), (request, context) =>
        {
            context.Check(request.Name, KeyRules.Name);
            if (context.PolicyOr(policy) is { } rules)
            {
                context.Add(PolicyRules.CheckName(rules, request.Name));
            }
        });
        this.AddRules(nameof(KeyRequest.LimitUsd), (request, context) =>
        {
            if (request.LimitUsd is { } limit)
            {
                context.Check(limit, KeyRules.Limit);
            }

            if (context.PolicyOr(policy) is { } rules)
            {
                context.Add(PolicyRules.CheckLimit(rules, request.LimitUsd));
            }
        });
        this.AddRules(nameof(KeyRequest.LimitReset), (request, context) =>
        {
            context.Check(request.LimitReset, KeyRules.ResetIsUndefined);
            context.Check((request.LimitReset, request.LimitUsd is not null), KeyRules.ResetWithoutLimit);
            if (context.PolicyOr(policy) is { } rules)
            {
                context.Add(PolicyRules.CheckReset(rules, request.LimitReset, request.LimitUsd is not null));
            }
        });
        this.AddRules(nameof(KeyRequest.Expiration), (request, context) =>
        {
            var rules = context.PolicyOr(policy);
            if (request.Expiration is { } expiration)
            {
                var now = context.TimeProviderOr(defaultProvider).GetUtcNow();
                context.Check((expiration, now), KeyRules.ExpirationHasPassed);
                context.Add(rules is null ? null : PolicyRules.CheckLifetime(rules, expiration - now));
            }
            else if (rules is not null)
            {
                context.Add(PolicyRules.CheckNoExpiration(rules));
            }
        });
        this.AddRules(nameof(KeyRequest.CreatorUserId), static (request, context) =>
        {
            if (request.CreatorUserId is { } creator)
            {
                context.Check(creator, KeyRules.CreatorIsBlank);
            }
        });
        this.AddRules(nameof(KeyRequest.WorkspaceId), (request, context) =>
        {
            if (request.WorkspaceId is { } workspace)
            {
                context.Check(workspace, KeyRules.WorkspaceIsEmpty);
            }
            else if (context.PolicyOr(policy) is { } rules)
            {
                context.Add(PolicyRules.CheckWorkspace(rules, hasWorkspace: false));
            }
        });
        this.AddRules(nameof(KeyRequest.ExternalUser), (request, context) =>
        {
            if (request.ExternalUser is { } user)
            {
                context.Check(user, KeyRules.ExternalUserIsInvalid);
            }
            else if (context.PolicyOr(policy) is { } rules)
            {
                context.Add(PolicyRules.CheckExternalUser(rules, hasExternalUser: false));
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
