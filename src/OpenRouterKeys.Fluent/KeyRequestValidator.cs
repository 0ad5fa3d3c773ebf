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
    // The checks of each property. FluentValidation runs them for a result; the client first runs them without it.
    private static readonly (string Property, Action<KeyRequest, RuleCheck> Check)[] Checks =
    [
        (nameof(KeyRequest.Name), CheckName),
        (nameof(KeyRequest.LimitUsd), CheckLimit),
        (nameof(KeyRequest.LimitReset), CheckReset),
        (nameof(KeyRequest.Expiration), CheckExpiration),
        (nameof(KeyRequest.CreatorUserId), CheckCreator),
        (nameof(KeyRequest.WorkspaceId), CheckWorkspace),
        (nameof(KeyRequest.ExternalUser), CheckExternalUser),
        (nameof(KeyRequest.ExternalApiKey), CheckExternalApiKey),
    ];

    /// <summary>The validator of <see cref="KeyRequest.Validate"/>, which is shared because creating one takes much longer than validating.</summary>
    internal static readonly KeyRequestValidator Shared = new(); // after the checks that its constructor reads

    /// <summary>Creates a validator. Reuse it: creating one takes much longer than validating with it.</summary>
    /// <param name="policy">The policy whose rules (ORK5001 to ORK5008) apply too; null: none.</param>
    /// <param name="timeProvider">The source of the current time, which decides whether the expiration has passed; null: the system's.</param>
    /// <exception cref="ArgumentException">The policy is invalid.</exception>
    public KeyRequestValidator(KeyPolicy? policy = null, TimeProvider? timeProvider = null)
    {
        policy?.EnsureValid(nameof(policy));
        ClassLevelCascadeMode = CascadeMode.Continue;
        RuleLevelCascadeMode = CascadeMode.Continue;
        this.AddChecks(Checks, policy, timeProvider);
    }

    /// <summary>Whether a request violates no rule of severity Error. Much faster than a result.</summary>
    internal static bool IsValid(KeyRequest request, KeyPolicy? policy, TimeProvider timeProvider)
    {
        var all = new RuleCheck(policy, timeProvider);
        foreach (var (_, check) in Checks)
        {
            check(request, all);
        }

        return all.IsValid;
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

    private static void CheckName(KeyRequest request, RuleCheck check)
    {
        check.Check(request.Name, KeyRules.Name);
        if (check.Policy is { } policy)
        {
            check.Add(PolicyRules.CheckName(policy, request.Name));
        }
    }

    private static void CheckLimit(KeyRequest request, RuleCheck check)
    {
        if (request.LimitUsd is { } limit)
        {
            check.Check(limit, KeyRules.Limit);
        }

        if (check.Policy is { } policy)
        {
            check.Add(PolicyRules.CheckLimit(policy, request.LimitUsd));
        }
    }

    private static void CheckReset(KeyRequest request, RuleCheck check)
    {
        check.Check(request.LimitReset, KeyRules.ResetIsUndefined);
        check.Check((request.LimitReset, request.LimitUsd is not null), KeyRules.ResetWithoutLimit);
        if (check.Policy is { } policy)
        {
            check.Add(PolicyRules.CheckReset(policy, request.LimitReset, request.LimitUsd is not null));
        }
    }

    private static void CheckExpiration(KeyRequest request, RuleCheck check)
    {
        if (request.Expiration is { } expiration)
        {
            var now = check.Now;
            check.Check((expiration, now), KeyRules.ExpirationHasPassed);
            check.Add(check.Policy is { } policy ? PolicyRules.CheckLifetime(policy, expiration - now) : null);
        }
        else
        {
            check.Add(check.Policy is { } policy ? PolicyRules.CheckNoExpiration(policy) : null);
        }
    }

    private static void CheckCreator(KeyRequest request, RuleCheck check)
    {
        if (request.CreatorUserId is { } creator)
        {
            check.Check(creator, KeyRules.CreatorIsBlank);
        }
    }

    private static void CheckWorkspace(KeyRequest request, RuleCheck check)
    {
        if (request.WorkspaceId is { } workspace)
        {
            check.Check(workspace, KeyRules.WorkspaceIsEmpty);
        }
        else if (check.Policy is { } policy)
        {
            check.Add(PolicyRules.CheckWorkspace(policy, hasWorkspace: false));
        }
    }

    private static void CheckExternalUser(KeyRequest request, RuleCheck check)
    {
        if (request.ExternalUser is { } user)
        {
            check.Check(user, KeyRules.ExternalUserIsInvalid);
        }
        else if (check.Policy is { } policy)
        {
            check.Add(PolicyRules.CheckExternalUser(policy, hasExternalUser: false));
        }
    }

    private static void CheckExternalApiKey(KeyRequest request, RuleCheck check)
    {
        if (request.ExternalApiKey is { } key)
        {
            check.Check(key.Reveal(), KeyRules.ExternalApiKeyIsShort);
        }
    }
}
