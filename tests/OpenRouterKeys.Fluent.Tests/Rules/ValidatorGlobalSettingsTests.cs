using FluentValidation;
using FluentValidation.Internal;
using FluentValidation.Results;

namespace OpenRouterKeys.Fluent.Tests.Rules;

/// <summary>FluentValidation has global settings that an application may change. The key rules report the same failures with any of them.</summary>
[CollectionDefinition(nameof(ValidatorGlobalSettingsTests), DisableParallelization = true)]
[Collection(nameof(ValidatorGlobalSettingsTests))]
public sealed class ValidatorGlobalSettingsTests : IDisposable
{
    private static readonly KeyRequest Invalid = KeyRequest.Named("\n").Limit(-1m).ResetsDaily().CreatedBy("").InWorkspace(Guid.Empty).ExpiresAt(DateTimeOffset.UnixEpoch)
        .ForExternalUser("", ApiKey.From("short"));

    private static ValidatorConfiguration Global => ValidatorOptions.Global;

    public static TheoryData<string, Action> Settings => new()
    {
        { "none", () => { } },
        { "rule cascade mode", () => Global.DefaultRuleLevelCascadeMode = CascadeMode.Stop },
        { "class cascade mode", () => Global.DefaultClassLevelCascadeMode = CascadeMode.Stop },
        { "severity", () => Global.Severity = Severity.Info },
        { "property names", () => Global.PropertyNameResolver = (_, _, _) => "renamed" },
        { "display names", () => Global.DisplayNameResolver = (_, _, _) => "displayed" },
        { "error codes", () => Global.ErrorCodeResolver = _ => "code" },
        { "culture", () => Global.LanguageManager.Culture = new("de-DE") },
        { "languages disabled", () => Global.LanguageManager.Enabled = false },
        { "failure callback", () => Global.OnFailureCreated = (failure, _, value, _, _) => { failure.Severity = Severity.Info; failure.AttemptedValue = value; return failure; } },
        { "message formatter", () => Global.MessageFormatterFactory = () => new FixedMessageFormatter() },
        { "validator selector", () => Global.ValidatorSelectors.DefaultValidatorSelectorFactory = () => new EmptySelector() },
    };

    [Theory]
    [MemberData(nameof(Settings), DisableDiscoveryEnumeration = true)]
    public void Global_setting_does_not_change_the_failures(string setting, Action apply)
    {
        var expected = Failures();
        Assert.Equal(8, expected.Length);
        apply();

        Assert.True(expected.SequenceEqual(Failures()), setting);
        Assert.Equal(expected, new KeyRequestValidator().Validate(new ValidationContext<KeyRequest>(Invalid, null, new DefaultValidatorSelector())).Errors.Select(Describe));
        Assert.Throws<InvalidKeyRequestException>(() => Invalid.EnsureValid());
    }

    public void Dispose()
    {
        var defaults = new ValidatorConfiguration();
        Global.DefaultRuleLevelCascadeMode = defaults.DefaultRuleLevelCascadeMode;
        Global.DefaultClassLevelCascadeMode = defaults.DefaultClassLevelCascadeMode;
        Global.Severity = defaults.Severity;
        Global.PropertyNameResolver = null;
        Global.DisplayNameResolver = null;
        Global.ErrorCodeResolver = null;
        Global.LanguageManager = defaults.LanguageManager;
        Global.OnFailureCreated = null;
        Global.MessageFormatterFactory = null;
        Global.ValidatorSelectors.DefaultValidatorSelectorFactory = defaults.ValidatorSelectors.DefaultValidatorSelectorFactory;
    }

    private static string[] Failures() => [.. Invalid.Validate().Errors.Select(Describe)];

    private static string Describe(ValidationFailure failure) =>
        $"{failure.ErrorCode} {failure.PropertyName} {failure.Severity} {failure.ErrorMessage} {failure.AttemptedValue}";

    private sealed class FixedMessageFormatter : MessageFormatter
    {
        public override string BuildMessage(string messageTemplate) => "fixed";
    }

    private sealed class EmptySelector : IValidatorSelector
    {
        public bool CanExecute(IValidationRule rule, string propertyPath, IValidationContext context) => false;
    }
}
