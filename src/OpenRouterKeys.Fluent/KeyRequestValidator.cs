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
    private readonly TimeProvider _clock;

    /// <summary>Makes a validator; keep it, for making one is slow.</summary>
    /// <param name="clock">Tells whether the expiry has passed; null: the system's clock.</param>
    public KeyRequestValidator(TimeProvider? clock = null)
    {
        _clock = clock ?? TimeProvider.System;
        ClassLevelCascadeMode = CascadeMode.Continue;
        RuleLevelCascadeMode = CascadeMode.Continue;
        RuleFor(request => request.Name)
            .Configure(rule => rule.PropertyName = NameRules.Property)
            .Custom((name, context) => Check(context, name, NameRules.All));
        RuleFor(request => request.LimitUsd)
            .Configure(rule => rule.PropertyName = LimitRules.Property)
            .Custom((limit, context) => CheckIfSet(context, limit, LimitRules.All));
        RuleFor(request => request.LimitReset)
            .Configure(rule => rule.PropertyName = ResetRules.Property)
            .Custom((interval, context) =>
            {
                Check(context, interval, ResetRules.Undefined);
                Check(context, (interval, context.InstanceToValidate.LimitUsd is not null), ResetRules.WithoutLimit);
            });
        RuleFor(request => request.Expiry)
            .Configure(rule => rule.PropertyName = ExpiryRules.Property)
            .Custom((expiry, context) => CheckIfSet(context, expiry is null ? null : (expiry.Value, Now(context)), ExpiryRules.Passed));
        RuleFor(request => request.CreatorUserId)
            .Configure(rule => rule.PropertyName = CreatorRules.Property)
            .Custom((creator, context) => Check(context, creator, creator is null ? [] : CreatorRules.All));
        RuleFor(request => request.WorkspaceId)
            .Configure(rule => rule.PropertyName = WorkspaceRules.Property)
            .Custom((workspace, context) => CheckIfSet(context, workspace, WorkspaceRules.Empty));
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

    internal static InvalidKeyRequestException Refuse(ValidationResult result) => new()
    {
        BrokenRules =
        [
            .. result.Errors.Where(KeyValidationResult.IsError).Select(failure =>
                new BrokenRule { Id = failure.ErrorCode, Property = failure.PropertyName, Message = failure.ErrorMessage }),
        ],
    };

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

    private static readonly IValidatorSelector DefaultSelector = new DefaultValidatorSelector();

    private DateTimeOffset Now(ValidationContext<KeyRequest> context) =>
        (context.RootContextData.TryGetValue(ClockKey, out var clock) ? (TimeProvider)clock : _clock).GetUtcNow();

    private static void CheckIfSet<T>(ValidationContext<KeyRequest> context, T? value, params ReadOnlySpan<Rule<T>> rules)
        where T : struct
    {
        if (value is { } set)
        {
            Check(context, set, rules);
        }
    }

    private static void Check<T>(ValidationContext<KeyRequest> context, T value, params ReadOnlySpan<Rule<T>> rules)
    {
        foreach (var rule in rules)
        {
            if (rule.IsBrokenBy(value))
            {
                context.AddFailure(new ValidationFailure(context.PropertyChain.BuildPropertyPath(rule.Property), rule.Message)
                {
                    ErrorCode = rule.Id,
                    Severity = rule.IsError ? Severity.Error : Severity.Warning,
                });
            }
        }
    }

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
