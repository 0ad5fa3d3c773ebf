using FluentValidation;

namespace OpenRouterKeys.Fluent.Tests.Rules;

/// <summary>Every rule at its boundary, on both sides.</summary>
public class ValueRuleTests
{
    private const string SixteenDigits = "0123456789abcdef";

    private static string[] Broken(KeyRequest request) => [.. request.Validate(Instants.Clock).Errors.Select(e => $"{e.ErrorCode} {e.PropertyName} {e.Severity}")];

    [Theory]
    [InlineData("", true)]
    [InlineData(" ", true)]
    [InlineData("\u3000\u00A0\u2028\u205F", true)]
    [InlineData("\u200B", false)]
    [InlineData("\u180E", false)]
    [InlineData(" a ", false)]
    [InlineData("0", false)]
    public void A_blank_name_breaks_ORK1001(string name, bool broken) =>
        Assert.Equal(broken ? ["ORK1001 Name Error"] : [], Broken(KeyRequest.Named(name)));

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
    public void A_name_that_holds_a_key_breaks_ORK1002(string name, bool broken) =>
        Assert.Equal(broken ? ["ORK1002 Name Error"] : [], Broken(KeyRequest.Named(name)));

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
    public void A_name_that_is_no_text_breaks_ORK1003(string escaped, bool broken) =>
        Assert.Equal(broken ? ["ORK1003 Name Error"] : [], Broken(KeyRequest.Named(Escaped.Text(escaped))));

    [Fact]
    public void A_name_of_100_000_characters_is_fine() => Assert.Empty(Broken(KeyRequest.Named(new string('x', 100_000))));

    [Theory]
    [InlineData("-0.0000000000000000000000000001", true)]
    [InlineData("-79228162514264", true)]
    [InlineData("-0", false)]
    [InlineData("0", false)]
    [InlineData("0.0000000000000000000000000001", false)]
    public void A_negative_limit_breaks_ORK1004(string usd, bool broken) =>
        Assert.Equal(broken ? ["ORK1004 LimitUsd Error"] : [], Broken(KeyRequest.Named("a").Limit(Decimals.Of(usd))));

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
    public void A_limit_of_more_than_15_digits_warns_of_ORK1005(string usd, bool broken) =>
        Assert.Equal(broken ? ["ORK1005 LimitUsd Warning"] : [], Broken(KeyRequest.Named("a").Limit(Decimals.Of(usd))));

    [Theory]
    [InlineData(-1, true)]
    [InlineData(0, false)]
    [InlineData(3, false)]
    [InlineData(4, true)]
    [InlineData(int.MinValue, true)]
    public void An_undefined_interval_breaks_ORK1006(int interval, bool broken)
    {
        Assert.Equal(broken ? ["ORK1006 LimitReset Error"] : [], Broken(KeyRequest.Named("a").Limit(1m).Resets((LimitReset)interval)));
        Assert.Equal(broken, Broken(KeyRequest.Named("a").Resets((LimitReset)interval)).Contains("ORK1006 LimitReset Error"));
    }

    [Fact]
    public void An_interval_without_a_limit_warns_of_ORK1007()
    {
        Assert.Equal(["ORK1007 LimitReset Warning"], Broken(KeyRequest.Named("a").ResetsDaily()));
        Assert.Equal(["ORK1007 LimitReset Warning"], Broken(KeyRequest.Named("a").ResetsMonthly().Limit(1m).Unlimited()));
        Assert.Empty(Broken(KeyRequest.Named("a").ResetsDaily().Limit(0m)));
        Assert.Empty(Broken(KeyRequest.Named("a").NeverResets()));
    }

    [Theory]
    [InlineData(-1, true)]
    [InlineData(0, true)]
    [InlineData(1, false)]
    public void An_expiry_that_has_passed_breaks_ORK1008(int ticksFromNow, bool broken) =>
        Assert.Equal(broken ? ["ORK1008 Expiration Error"] : [], Broken(KeyRequest.Named("a").ExpiresAt(Instants.Now.AddTicks(ticksFromNow))));

    [Fact]
    public void The_system_clock_tells_what_has_passed_where_no_other_does()
    {
        Assert.False(KeyRequest.Named("a").ExpiresIn(TimeSpan.Zero).Validate().IsValid);
        Assert.True(KeyRequest.Named("a").ExpiresIn(TimeSpan.FromDays(1)).Validate().IsValid);
        Assert.True(new KeyRequestValidator(Instants.Clock).Validate(KeyRequest.Named("a").ExpiresAt(Instants.Now.AddSeconds(1))).IsValid);
        Assert.False(new KeyRequestValidator(Instants.Clock).Validate(KeyRequest.Named("a").ExpiresAt(Instants.Now)).IsValid);
    }

    [Fact]
    public void A_blank_creator_breaks_ORK1009()
    {
        Assert.Equal(["ORK1009 CreatorUserId Error"], Broken(KeyRequest.Named("a").CreatedBy(" ")));
        Assert.Empty(Broken(KeyRequest.Named("a").CreatedBy("u")));
    }

    [Fact]
    public void An_empty_workspace_breaks_ORK1010()
    {
        Assert.Equal(["ORK1010 WorkspaceId Error"], Broken(KeyRequest.Named("a").InWorkspace(Guid.Empty)));
        Assert.Empty(Broken(KeyRequest.Named("a").InWorkspace(Guid.NewGuid())));
    }

    [Fact]
    public void Every_broken_rule_is_found_in_one_pass() =>
        Assert.Equal(
            ["ORK1003", "ORK1004", "ORK1006", "ORK1008", "ORK1009", "ORK1010"],
            KeyRequest.Named("a\n").Limit(-1m).Resets((LimitReset)9).ExpiresAt(DateTimeOffset.UnixEpoch).CreatedBy("").InWorkspace(Guid.Empty)
                .Validate().Errors.Where(e => e.Severity == Severity.Error).Select(e => e.ErrorCode));
}
