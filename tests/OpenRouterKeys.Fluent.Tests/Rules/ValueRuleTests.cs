using FluentValidation;

namespace OpenRouterKeys.Fluent.Tests.Rules;

/// <summary>Each rule for the values of a request, on both sides of its boundary.</summary>
public class ValueRuleTests
{
    private const string SixteenDigits = "0123456789abcdef";

    private static string[] Violations(KeyRequest request) => [.. request.Validate(timeProvider: TestTime.NewProvider()).Errors.Select(e => $"{e.ErrorCode} {e.PropertyName} {e.Severity}")];

    [Theory]
    [InlineData("", true)]
    [InlineData(" ", true)]
    [InlineData("\u3000\u00A0\u2028\u205F", true)]
    [InlineData("\u200B", false)]
    [InlineData("\u180E", false)]
    [InlineData(" a ", false)]
    [InlineData("0", false)]
    public void Name_is_blank_reports_ORK1001(string name, bool isViolated) =>
        Assert.Equal(isViolated ? ["ORK1001 Name Error"] : [], Violations(KeyRequest.Named(name)));

    [Theory]
    [InlineData("sk-or-" + SixteenDigits, true)]
    [InlineData("sk-or-v1-" + SixteenDigits, true)]
    [InlineData("my key:sk-or-v1-" + SixteenDigits + "!", true)]
    [InlineData("sk-or-sk-or-v1-" + SixteenDigits, true)]
    [InlineData("sk-or-v1-0123456789abcde", false)]
    [InlineData("sk-or-v1-x-" + SixteenDigits, false)]
    [InlineData("task-or-v1-" + SixteenDigits, false)]
    [InlineData("sk-or-v1-abc...xyz", false)]
    [InlineData("SK-OR-V1-" + SixteenDigits, false)]
    public void Name_contains_a_key_reports_ORK1002(string name, bool isViolated) =>
        Assert.Equal(isViolated ? ["ORK1002 Name Error"] : [], Violations(KeyRequest.Named(name)));

    [Theory]
    [InlineData("a\tb", true)]
    [InlineData("a\u001F", true)]
    [InlineData("a\u007F", true)]
    [InlineData("a\u009F", true)]
    [InlineData("a\\uD83D", true)]
    [InlineData("\\uDE00a", true)]
    [InlineData("\\uDE00\\uD83D", true)]
    [InlineData("\uD83D\uDE00", false)]
    [InlineData("a\u00A0b", false)]
    [InlineData("a\u2028b", false)]
    public void Name_is_ill_formed_reports_ORK1003(string escaped, bool isViolated) =>
        Assert.Equal(isViolated ? ["ORK1003 Name Error"] : [], Violations(KeyRequest.Named(TestText.Unescape(escaped))));

    [Fact]
    public void Name_of_100_000_characters_is_valid() => Assert.Empty(Violations(KeyRequest.Named(new string('x', 100_000))));

    [Theory]
    [InlineData("-0.0000000000000000000000000001", true)]
    [InlineData("-79228162514264", true)]
    [InlineData("-0", false)]
    [InlineData("0", false)]
    [InlineData("0.0000000000000000000000000001", false)]
    public void Limit_is_negative_reports_ORK1004(string usd, bool isViolated) =>
        Assert.Equal(isViolated ? ["ORK1004 LimitUsd Error"] : [], Violations(KeyRequest.Named("a").Limit(TestText.ParseDecimal(usd))));

    [Theory]
    [InlineData("123456789012345", false)]
    [InlineData("1234567890123456", true)]
    [InlineData("1234567890123450", false)]
    [InlineData("1.23456789012345", false)]
    [InlineData("1.234567890123456", true)]
    [InlineData("0.00000123456789012345", false)]
    [InlineData("0.000001234567890123456", true)]
    [InlineData("79228162514264337593543950335", true)]
    [InlineData("70000000000000000000000000000", false)]
    [InlineData("7.9228162514264337593543950335", true)]
    [InlineData("0.1000000000000000000000000000", false)]
    public void Limit_has_more_than_15_digits_reports_ORK1005(string usd, bool isViolated) =>
        Assert.Equal(isViolated ? ["ORK1005 LimitUsd Warning"] : [], Violations(KeyRequest.Named("a").Limit(TestText.ParseDecimal(usd))));

    [Theory]
    [InlineData(-1, true)]
    [InlineData(0, false)]
    [InlineData(3, false)]
    [InlineData(4, true)]
    [InlineData(int.MinValue, true)]
    public void Interval_is_undefined_reports_ORK1006(int interval, bool isViolated)
    {
        Assert.Equal(isViolated ? ["ORK1006 LimitReset Error"] : [], Violations(KeyRequest.Named("a").Limit(1m).Resets((LimitReset)interval)));
        Assert.Equal(isViolated, Violations(KeyRequest.Named("a").Resets((LimitReset)interval)).Contains("ORK1006 LimitReset Error"));
    }

    [Fact]
    public void Interval_without_a_limit_reports_ORK1007()
    {
        Assert.Equal(["ORK1007 LimitReset Warning"], Violations(KeyRequest.Named("a").ResetsDaily()));
        Assert.Equal(["ORK1007 LimitReset Warning"], Violations(KeyRequest.Named("a").ResetsMonthly().Limit(1m).Unlimited()));
        Assert.Empty(Violations(KeyRequest.Named("a").ResetsDaily().Limit(0m)));
        Assert.Empty(Violations(KeyRequest.Named("a").NeverResets()));
    }

    [Theory]
    [InlineData(-1, true)]
    [InlineData(0, true)]
    [InlineData(1, false)]
    public void Expiration_has_passed_reports_ORK1008(int ticksFromNow, bool isViolated) =>
        Assert.Equal(isViolated ? ["ORK1008 Expiration Error"] : [], Violations(KeyRequest.Named("a").ExpiresAt(TestTime.Now.AddTicks(ticksFromNow))));

    [Fact]
    public void Default_time_provider_is_the_system()
    {
        Assert.False(KeyRequest.Named("a").ExpiresIn(TimeSpan.Zero).Validate().IsValid);
        Assert.True(KeyRequest.Named("a").ExpiresIn(TimeSpan.FromDays(1)).Validate().IsValid);
        Assert.True(new KeyRequestValidator(timeProvider: TestTime.NewProvider()).Validate(KeyRequest.Named("a").ExpiresAt(TestTime.Now.AddSeconds(1))).IsValid);
        Assert.False(new KeyRequestValidator(timeProvider: TestTime.NewProvider()).Validate(KeyRequest.Named("a").ExpiresAt(TestTime.Now)).IsValid);
    }

    [Fact]
    public void Creator_is_blank_reports_ORK1009()
    {
        Assert.Equal(["ORK1009 CreatorUserId Error"], Violations(KeyRequest.Named("a").CreatedBy(" ")));
        Assert.Empty(Violations(KeyRequest.Named("a").CreatedBy("u")));
    }

    [Fact]
    public void Workspace_is_empty_reports_ORK1010()
    {
        Assert.Equal(["ORK1010 WorkspaceId Error"], Violations(KeyRequest.Named("a").InWorkspace(Guid.Empty)));
        Assert.Empty(Violations(KeyRequest.Named("a").InWorkspace(Guid.NewGuid())));
    }

    [Theory]
    [InlineData("", true)]
    [InlineData("\u3000\t", true)]
    [InlineData("a\\0b", true)]
    [InlineData("a\\uD83D", true)]
    [InlineData("\\uDE00a", true)]
    [InlineData("\uD83D\uDE00", false)]
    [InlineData("a\tb\u007F", false)]
    [InlineData(" customer-4711 ", false)]
    [InlineData("sk-or-v1-0123456789abcdef", false)]
    public void External_user_is_blank_or_ill_formed_reports_ORK1012(string escaped, bool isViolated) =>
        Assert.Equal(isViolated ? ["ORK1012 ExternalUser Error"] : [], Violations(KeyRequest.Named("a").ForExternalUser(TestText.Unescape(escaped))));

    [Theory]
    [InlineData(512, false)]
    [InlineData(513, true)]
    public void External_user_is_too_long_reports_ORK1012(int length, bool isViolated)
    {
        var user = $" \t{new string('x', length)}\u2003\n";

        Assert.Equal(isViolated ? ["ORK1012 ExternalUser Error"] : [], Violations(KeyRequest.Named("a").ForExternalUser(user)));
    }

    [Fact]
    public void Length_of_an_external_user_is_in_UTF16_code_units()
    {
        var user = string.Concat(Enumerable.Repeat("😀", 256));

        Assert.Empty(Violations(KeyRequest.Named("a").ForExternalUser(user)));
        Assert.Equal(["ORK1012 ExternalUser Error"], Violations(KeyRequest.Named("a").ForExternalUser(user + "x")));
    }

    [Theory]
    [InlineData('x', 1, true)]
    [InlineData('x', 31, true)]
    [InlineData('x', 32, false)]
    public void External_API_key_is_short_reports_ORK1013(char character, int length, bool isViolated) =>
        Assert.Equal(
            isViolated ? ["ORK1013 ExternalApiKey Error"] : [],
            Violations(KeyRequest.Named("a").ForExternalUser("u", ApiKey.From(new string(character, length)))));

    [Fact]
    public void All_violations_are_reported_together() =>
        Assert.Equal(
            ["ORK1003", "ORK1004", "ORK1006", "ORK1008", "ORK1009", "ORK1010", "ORK1012", "ORK1013"],
            KeyRequest.Named("a\n").Limit(-1m).Resets((LimitReset)9).ExpiresAt(DateTimeOffset.UnixEpoch).CreatedBy("").InWorkspace(Guid.Empty)
                .ForExternalUser("", ApiKey.From("short"))
                .Validate().Errors.Where(e => e.Severity == Severity.Error).Select(e => e.ErrorCode));
}
