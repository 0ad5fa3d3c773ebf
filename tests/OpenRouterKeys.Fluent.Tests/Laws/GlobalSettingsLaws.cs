using FluentValidation;
using FluentValidation.Internal;
using FluentValidation.Results;

namespace OpenRouterKeys.Fluent.Tests.Laws;

/// <summary>FluentValidation's settings are the application's and global: whatever they are, the key rules say the same.</summary>
[CollectionDefinition(nameof(GlobalSettingsLaws), DisableParallelization = true)]
[Collection(nameof(GlobalSettingsLaws))]
public sealed class GlobalSettingsLaws : IDisposable
{
    private static readonly KeyRequest Broken = KeyRequest.Named("\n").Limit(-1m).ResetsDaily().CreatedBy("").InWorkspace(Guid.Empty).ExpiresAt(DateTimeOffset.UnixEpoch);

    private static ValidatorConfiguration Global => ValidatorOptions.Global;

    public static TheoryData<string, Action> Settings => new()
    {
        { "none", () => { } },
        { "rules stop", () => Global.DefaultRuleLevelCascadeMode = CascadeMode.Stop },
        { "classes stop", () => Global.DefaultClassLevelCascadeMode = CascadeMode.Stop },
        { "severity", () => Global.Severity = Severity.Info },
        { "property names", () => Global.PropertyNameResolver = (_, _, _) => "renamed" },
        { "display names", () => Global.DisplayNameResolver = (_, _, _) => "displayed" },
        { "error codes", () => Global.ErrorCodeResolver = _ => "code" },
        { "culture", () => Global.LanguageManager.Culture = new("de-DE") },
        { "no languages", () => Global.LanguageManager.Enabled = false },
        { "failures", () => Global.OnFailureCreated = (failure, _, value, _, _) => { failure.Severity = Severity.Info; failure.AttemptedValue = value; return failure; } },
        { "formatter", () => Global.MessageFormatterFactory = () => throw new InvalidOperationException("not asked") },
        { "selectors", () => Global.ValidatorSelectors.DefaultValidatorSelectorFactory = () => new Nothing() },
    };

    [Theory]
    [MemberData(nameof(Settings), DisableDiscoveryEnumeration = true)]
    public void No_global_setting_changes_what_the_rules_say(string setting, Action set)
    {
        var expected = Told();
        Assert.Equal(6, expected.Length);
        set();

        Assert.True(expected.SequenceEqual(Told()), setting);
        Assert.Equal(expected, new KeyRequestValidator().Validate(new ValidationContext<KeyRequest>(Broken, null, new DefaultValidatorSelector())).Errors.Select(Tell));
        Assert.Throws<InvalidKeyRequestException>(() => Broken.EnsureValid());
    }

    public void Dispose()
    {
        var fresh = new ValidatorConfiguration();
        Global.DefaultRuleLevelCascadeMode = fresh.DefaultRuleLevelCascadeMode;
        Global.DefaultClassLevelCascadeMode = fresh.DefaultClassLevelCascadeMode;
        Global.Severity = fresh.Severity;
        Global.PropertyNameResolver = null;
        Global.DisplayNameResolver = null;
        Global.ErrorCodeResolver = null;
        Global.LanguageManager = fresh.LanguageManager;
        Global.OnFailureCreated = null;
        Global.MessageFormatterFactory = null;
        Global.ValidatorSelectors.DefaultValidatorSelectorFactory = fresh.ValidatorSelectors.DefaultValidatorSelectorFactory;
    }

    private static string[] Told() => [.. Broken.Validate().Errors.Select(Tell)];

    private static string Tell(ValidationFailure failure) =>
        $"{failure.ErrorCode} {failure.PropertyName} {failure.Severity} {failure.ErrorMessage} {failure.AttemptedValue}";

    private sealed class Nothing : IValidatorSelector
    {
        public bool CanExecute(IValidationRule rule, string propertyPath, IValidationContext context) => false;
    }
}
