using FluentValidation;
using OpenRouterKeys.Fluent.Rules;

namespace OpenRouterKeys.Fluent.Benchmarks;

/// <summary>The library's rules as users would write them with FluentValidation.</summary>
internal sealed class PlainValidator : AbstractValidator<KeyRequest>
{
    public PlainValidator()
    {
        RuleFor(request => request.Name)
            .Must(name => !TextShape.IsBlank(name)).WithErrorCode("ORK1001").WithMessage(KeyRules.NameIsBlank.Message)
            .Must(name => !KeyShape.IsIn(name)).WithErrorCode("ORK1002").WithMessage(KeyRules.NameContainsKey.Message)
            .Must(name => !TextShape.IsIllFormed(name)).WithErrorCode("ORK1003").WithMessage(KeyRules.NameIsIllFormed.Message);
        RuleFor(request => request.LimitUsd)
            .Must(usd => !(usd < 0m)).WithErrorCode("ORK1004").WithMessage(KeyRules.LimitIsNegative.Message)
            .Must(usd => usd is null || !KeyRules.LimitIsTooPrecise.IsViolatedBy(usd.Value))
            .WithErrorCode("ORK1005").WithMessage(KeyRules.LimitIsTooPrecise.Message).WithSeverity(Severity.Warning);
        RuleFor(request => request.LimitReset)
            .Must(reset => !KeyRules.ResetIsUndefined.IsViolatedBy(reset)).WithErrorCode("ORK1006").WithMessage(KeyRules.ResetIsUndefined.Message)
            .Must((request, reset) => reset == LimitReset.Never || request.LimitUsd is not null)
            .WithErrorCode("ORK1007").WithMessage(KeyRules.ResetWithoutLimit.Message).WithSeverity(Severity.Warning);
        RuleFor(request => request.Expiration)
            .Must(expiration => !(expiration <= TimeProvider.System.GetUtcNow()))
            .WithErrorCode("ORK1008").WithMessage(KeyRules.ExpirationHasPassed.Message);
        RuleFor(request => request.CreatorUserId)
            .Must(creator => creator is null || !TextShape.IsBlank(creator)).WithErrorCode("ORK1009").WithMessage(KeyRules.CreatorIsBlank.Message);
        RuleFor(request => request.WorkspaceId)
            .Must(id => id != Guid.Empty).WithErrorCode("ORK1010").WithMessage(KeyRules.WorkspaceIsEmpty.Message);
        RuleFor(request => request.ExternalUser)
            .Must(user => user is null || !KeyRules.ExternalUserIsInvalid.IsViolatedBy(user))
            .WithErrorCode("ORK1012").WithMessage(KeyRules.ExternalUserIsInvalid.Message);
        RuleFor(request => request.ExternalApiKey)
            .Must(key => key is null || !KeyRules.ExternalApiKeyIsShort.IsViolatedBy(key.Reveal()))
            .WithErrorCode("ORK1013").WithMessage(KeyRules.ExternalApiKeyIsShort.Message);
    }

    /// <summary>Counts the violations without FluentValidation: the lower bound for the time.</summary>
    public static int CountViolations(KeyRequest request) =>
        (TextShape.IsBlank(request.Name) ? 1 : 0)
        + (KeyShape.IsIn(request.Name) ? 1 : 0)
        + (TextShape.IsIllFormed(request.Name) ? 1 : 0)
        + (request.LimitUsd < 0m ? 1 : 0)
        + (request.LimitUsd is { } usd && KeyRules.LimitIsTooPrecise.IsViolatedBy(usd) ? 1 : 0)
        + (KeyRules.ResetIsUndefined.IsViolatedBy(request.LimitReset) ? 1 : 0)
        + (request.LimitReset != LimitReset.Never && request.LimitUsd is null ? 1 : 0)
        + (request.Expiration <= TimeProvider.System.GetUtcNow() ? 1 : 0)
        + (request.CreatorUserId is { } creator && TextShape.IsBlank(creator) ? 1 : 0)
        + (request.WorkspaceId == Guid.Empty ? 1 : 0)
        + (request.ExternalUser is { } user && KeyRules.ExternalUserIsInvalid.IsViolatedBy(user) ? 1 : 0)
        + (request.ExternalApiKey is { } key && KeyRules.ExternalApiKeyIsShort.IsViolatedBy(key.Reveal()) ? 1 : 0);
}
