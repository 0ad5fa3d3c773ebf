using System.Globalization;
using OpenRouterKeys.Fluent.Rules;

namespace OpenRouterKeys.Fluent.Tests.Rules;

public class PolicyRulesTests
{
    private static readonly KeyPolicy Empty = new();

    [Theory]
    [InlineData("100", true, null)]
    [InlineData("100.00", true, null)]
    [InlineData("0", true, null)]
    [InlineData("-1", true, null)]
    [InlineData("100.000001", true, "The policy allows at most 100 US dollars. Use a lower limit.")]
    [InlineData(null, true, "The policy requires a limit. Set a limit in US dollars.")]
    [InlineData(null, false, "The policy allows at most 100 US dollars, and this key has no limit. Set a limit.")]
    public void Limit_is_compared_with_the_maximum(string? usd, bool requireLimit, string? message) => Assert.Equal(
        message,
        PolicyRules.CheckLimit(new KeyPolicy { MaxLimitUsd = 100m, RequireLimit = requireLimit }, usd is null ? null : decimal.Parse(usd, CultureInfo.InvariantCulture))?.Message);

    [Fact]
    public void Limit_is_required_without_a_maximum()
    {
        Assert.Equal("ORK5001", PolicyRules.CheckLimit(new KeyPolicy { RequireLimit = true }, null)?.Rule.Id);
        Assert.Null(PolicyRules.CheckLimit(new KeyPolicy { RequireLimit = true }, decimal.MaxValue));
        Assert.Null(PolicyRules.CheckLimit(Empty, null));
    }

    [Theory]
    [InlineData(LimitReset.Never, true, true)]
    [InlineData(LimitReset.Never, false, false)]
    [InlineData(LimitReset.Daily, true, false)]
    [InlineData((LimitReset)7, true, false)]
    public void Reset_is_required_for_a_key_with_a_limit(LimitReset interval, bool hasLimit, bool isViolated) =>
        Assert.Equal(isViolated ? "ORK5003" : null, PolicyRules.CheckReset(new KeyPolicy { RequireReset = true }, interval, hasLimit)?.Rule.Id);

    [Theory]
    [InlineData(true, null, "ORK5004")]
    [InlineData(true, 30, "ORK5004")]
    [InlineData(false, 30, "ORK5005")]
    [InlineData(false, null, null)]
    public void Key_that_never_expires_violates_either_rule(bool requireExpiration, int? days, string? id) =>
        Assert.Equal(id, PolicyRules.CheckNoExpiration(new KeyPolicy { RequireExpiration = requireExpiration, MaxLifetimeDays = days })?.Rule.Id);

    [Theory]
    [InlineData("30.00:00:00", false)]
    [InlineData("29.23:59:59", false)]
    [InlineData("30.00:00:00.0000001", true)]
    [InlineData("31.00:00:00", true)]
    [InlineData("-40.00:00:00", false)]
    [InlineData("10675199.02:48:05.4775807", true)]
    public void Lifetime_is_compared_with_the_maximum(string lifetime, bool isViolated) =>
        Assert.Equal(isViolated, PolicyRules.CheckLifetime(new KeyPolicy { MaxLifetimeDays = 30 }, TimeSpan.Parse(lifetime, CultureInfo.InvariantCulture)) is not null);

    [Theory]
    [InlineData("*", "anything", true)]
    [InlineData("**", "a", true)]
    [InlineData("ci-*", "ci-", true)]
    [InlineData("ci-*", "ci-bot", true)]
    [InlineData("ci-*", "CI-bot", false)]
    [InlineData("ci-*", "a ci-bot", false)]
    [InlineData("*-bot", "ci-bot", true)]
    [InlineData("*-bot", "ci-bot-2", false)]
    [InlineData("*a*b*c*", "xxaxxbxxcxx", true)]
    [InlineData("*a*b*c*", "xxaxxcxxbxx", false)]
    [InlineData("*ab", "aab", true)]
    [InlineData("*aab", "aaab", true)]
    [InlineData("a?c", "abc", true)]
    [InlineData("a?c", "ac", false)]
    [InlineData("a?", "a😀", false)]
    [InlineData("a??", "a😀", true)]
    [InlineData("?*?", "ab", true)]
    [InlineData("?*?", "a", false)]
    [InlineData("exact", "exact", true)]
    [InlineData("exact", "exactly", false)]
    [InlineData("[a-z].+", "[a-z].+", true)]
    [InlineData("[a-z].+", "abc", false)]
    [InlineData("ci-bot", "ci-bot #0123456789abcdef", true)]
    [InlineData("ci-bot", "ci-bot #0123456789ABCDEF", false)]
    [InlineData("ci-bot #*", "ci-bot #0123456789abcdef", false)]
    [InlineData("a", "", true)]
    [InlineData("a", " ", true)]
    [InlineData("a", null, true)]
    public void Name_matches_a_pattern(string pattern, string? name, bool isAllowed) =>
        Assert.Equal(isAllowed, PolicyRules.CheckName(new KeyPolicy { NamePatterns = [pattern] }, name) is null);

    [Fact]
    public void Name_must_match_one_of_the_patterns()
    {
        var policy = new KeyPolicy { NamePatterns = ["ci-*", "customer-*"] };

        Assert.Null(PolicyRules.CheckName(policy, "customer-1"));
        Assert.Equal("The policy requires a name that matches 'ci-*' or 'customer-*'. Use such a name.", PolicyRules.CheckName(policy, "bot")?.Message);
        Assert.Null(PolicyRules.CheckName(Empty, "bot"));
    }

    [Fact]
    public void Message_shows_at_most_5_patterns_and_no_key()
    {
        var policy = new KeyPolicy { NamePatterns = ["a", "b", "c", "sk-or-v1-0123456789abcdef0123456789abcdef*", "e", "f"] };
        var message = PolicyRules.CheckName(policy, "x")!.Message;

        Assert.DoesNotContain("0123456789abcdef", message, StringComparison.Ordinal);
        Assert.DoesNotContain("'f'", message, StringComparison.Ordinal);
        Assert.Contains("…", message, StringComparison.Ordinal);
    }

    // Without memoization or a single fallback, this pattern would take exponential time.
    [Fact]
    public void Pattern_with_many_stars_is_matched_in_polynomial_time() =>
        Assert.NotNull(PolicyRules.CheckName(new KeyPolicy { NamePatterns = [string.Concat(Enumerable.Repeat("*a", 50)) + "b"] }, new string('a', 500)));

    [Fact]
    public void Workspace_and_external_user_are_required()
    {
        Assert.Equal("ORK5007", PolicyRules.CheckWorkspace(new KeyPolicy { RequireWorkspace = true }, hasWorkspace: false)?.Rule.Id);
        Assert.Null(PolicyRules.CheckWorkspace(new KeyPolicy { RequireWorkspace = true }, hasWorkspace: true));
        Assert.Null(PolicyRules.CheckWorkspace(Empty, hasWorkspace: false));
        Assert.Equal("ORK5008", PolicyRules.CheckExternalUser(new KeyPolicy { RequireExternalUser = true }, hasExternalUser: false)?.Rule.Id);
        Assert.Null(PolicyRules.CheckExternalUser(new KeyPolicy { RequireExternalUser = true }, hasExternalUser: true));
        Assert.Null(PolicyRules.CheckExternalUser(Empty, hasExternalUser: false));
    }
}
