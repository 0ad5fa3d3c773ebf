using OpenRouterKeys.Fluent.CodeFixes;

namespace OpenRouterKeys.Fluent.Analyzers.Tests.Fixes;

/// <summary>Tests the fix for ORK1007.</summary>
public class ResetWithoutLimitFixTests
{
    [Theory]
    [InlineData("_ = KeyRequest.Named(\"a\").{|ORK1007:ResetsDaily()|}.ToJson();", "_ = KeyRequest.Named(\"a\").ToJson();", "Remove ResetsDaily()")]
    [InlineData("_ = (KeyRequest.Named(\"a\").{|ORK1007:Resets(LimitReset.Weekly)|}).ToJson();", "_ = (KeyRequest.Named(\"a\")).ToJson();", "Remove Resets(LimitReset.Weekly)")]
    [InlineData("var k = await client.CreateAsync(KeyRequest.Named(\"a\").{|ORK1007:ResetsMonthly()|});", "var k = await client.CreateAsync(KeyRequest.Named(\"a\"));", "Remove ResetsMonthly()")]
    [InlineData("var k = await KeyRequest.Named(\"a\").{|ORK1007:ResetsDaily()|}.EnsureValid().SendAsync(client);", "var k = await KeyRequest.Named(\"a\").EnsureValid().SendAsync(client);", null)]
    [InlineData("KeyRequest.Named(\"a\").{|ORK1007:ResetsDaily()|}.EnsureValid();", "KeyRequest.Named(\"a\").EnsureValid();", null)]
    [InlineData("var r = KeyRequest.Named(\"a\").{|ORK1007:ResetsDaily()|}; _ = r.Validate(); var k = await r.SendAsync(client);", "var r = KeyRequest.Named(\"a\"); _ = r.Validate(); var k = await r.SendAsync(client);", null)]
    [InlineData("var r = KeyRequest.Named(\"a\"); var s = r.{|ORK1007:ResetsDaily()|}; var json = s.ToJson();", "var r = KeyRequest.Named(\"a\"); var s = r; var json = s.ToJson();", null)]
    public Task Reset_is_removed(string statements, string expected, string? title) => Verify.Fix<ResetWithoutLimitFix>(statements, expected, title);

    [Theory]
    [InlineData("client.UpdateAsync(\"h\", u => u.Unlimited().ResetsDaily()).Wait();", "client.UpdateAsync(\"h\", u => u.Unlimited()).Wait();")]
    [InlineData("KeyUpdate.Empty.Unlimited().NeverResets().ResetsDaily().EnsureValid();", "KeyUpdate.Empty.Unlimited().EnsureValid();")]
    [InlineData("var u = KeyUpdate.Empty.Unlimited(); u.ResetsDaily().EnsureValid();", null)]
    [InlineData("client.UpdateAsync(\"h\", u => u.Unlimited().ResetsDaily().Limit(1m)).Wait();", null)]
    [InlineData("var json = KeyRequest.FromJson(text).ResetsDaily().ToJson();", null)]
    [InlineData("var json = KeyRequest.Named(\"a\").Resets(Enum.Parse<LimitReset>(text)).ResetsDaily().ToJson();", null)]
    public async Task Every_reset_of_an_update_is_removed(string statement, string? expected) =>
        Assert.Equal(expected, await new FixRunner(new ResetWithoutLimitFix()).FixAsync(statement, "ResetsDaily()"));

    [Theory]
    [InlineData("_ = KeyRequest.Named(\"a\").ResetsDaily().{|ORK1007:{|ORK2002:ResetsMonthly()|}|}.ToJson();", "_ = KeyRequest.Named(\"a\").ToJson();", "Remove ResetsDaily() and ResetsMonthly()")]
    [InlineData("var r = KeyRequest.Named(\"a\").ResetsDaily(); var s = r.{|ORK1007:ResetsMonthly()|}; _ = s.ToJson();", "var r = KeyRequest.Named(\"a\"); var s = r; _ = s.ToJson();", null)]
    public Task Every_reset_is_removed(string statements, string expected, string? title) => Verify.Fix<ResetWithoutLimitFix>(statements, expected, title);

    [Fact]
    public Task Fix_All_leaves_no_empty_line() => Verify.Fix<ResetWithoutLimitFix>(
        """
        _ = KeyRequest.Named("a")
                    .{|ORK1007:ResetsDaily()|}
                    .IncludesByok()
                    .ToJson();
                _ = KeyRequest.Named("b").
                    {|ORK1007:ResetsDaily()|}.
                    ToJson();
                var r = KeyRequest.Named("c")
                    .{|ORK1007:ResetsDaily()|};
                _ = r.ToJson();
        """,
        """
        _ = KeyRequest.Named("a")
                    .IncludesByok()
                    .ToJson();
                _ = KeyRequest.Named("b").
                    ToJson();
                var r = KeyRequest.Named("c");
                _ = r.ToJson();
        """);

    [Fact]
    public Task Fix_All_keeps_comments() => Verify.Fix<ResetWithoutLimitFix>(
        """
        _ = KeyRequest.Named("a") // the name
                    .{|ORK1007:ResetsDaily()|}
                    .ToJson();
                _ = KeyRequest.Named("a")
                    // why
                    .{|ORK1007:ResetsDaily()|} // how often
                    .ToJson();
                _ = (KeyRequest.Named("c") // the name
                    .{|ORK1007:ResetsDaily()|}).ToJson();
                _ = KeyRequest.Named("d") /* one */.{|ORK1007:ResetsDaily()|} /* two */ .ToJson();
        """,
        """
        _ = KeyRequest.Named("a") // the name
                    .ToJson();
                _ = KeyRequest.Named("a")
                    // why
                    // how often
                    .ToJson();
                _ = (KeyRequest.Named("c") // the name
                    ).ToJson();
                _ = KeyRequest.Named("d") /* one */ /* two */ .ToJson();
        """);

    [Theory]
    [InlineData("var r = KeyRequest.Named(\"a\").{|ORK1007:ResetsDaily()|}; _ = r.ToJson(); _ = r.Limit(5m).ToJson();")]
    [InlineData("var r = KeyRequest.Named(\"a\").{|ORK1007:ResetsDaily()|}; _ = r.ToJson(); Func<KeyRequest> f = () => r;")]
    [InlineData("var r = KeyRequest.Named(\"a\").{|ORK1007:ResetsDaily()|}.EnsureValid(); _ = r.Limit(5m).ToJson();")]
    public Task Request_that_may_get_a_limit_elsewhere_has_no_fix(string statements) => Verify.NoFix<ResetWithoutLimitFix>(statements);
}
