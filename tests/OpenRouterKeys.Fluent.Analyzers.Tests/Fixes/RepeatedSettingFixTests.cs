using OpenRouterKeys.Fluent.CodeFixes;

namespace OpenRouterKeys.Fluent.Analyzers.Tests.Fixes;

/// <summary>Tests the fix for ORK2002.</summary>
public class RepeatedSettingFixTests
{
    [Theory]
    [InlineData("Named(\"a\").Limit(1m).{|ORK2002:Limit(2m)|}", "Named(\"a\").Limit(2m)")]
    [InlineData("Named(\"a\").Limit(1m).ResetsDaily().{|ORK2002:Unlimited()|}", "Named(\"a\").ResetsDaily().Unlimited()")]
    [InlineData("Named(\"a\").Limit(-amount * 2 + 1).{|ORK2002:Limit(2m)|}", "Named(\"a\").Limit(2m)")]
    [InlineData("Named(\"a\").ExpiresIn(TimeSpan.FromDays(1)).{|ORK2002:ExpiresAt(DateTimeOffset.MaxValue)|}", "Named(\"a\").ExpiresAt(DateTimeOffset.MaxValue)")]
    [InlineData("Named(\"a\").ExpiresAt(new(2030, 1, 1, 0, 0, 0, default)).{|ORK2002:ExpiresIn(TimeSpan.FromDays(1))|}", "Named(\"a\").ExpiresIn(TimeSpan.FromDays(1))")]
    [InlineData("Named(\"a\").CreatedBy(text).{|ORK2002:CreatedBy(\"b\")|}", "Named(\"a\").CreatedBy(\"b\")")]
    [InlineData("Named(\"a\").InWorkspace(new Guid(text)).{|ORK2002:InWorkspace(Guid.Parse(text))|}", "Named(\"a\").InWorkspace(Guid.Parse(text))")]
    [InlineData("Named(\"a\").Limit(1m).{|ORK2002:Limit(2m)|}.{|ORK2002:Limit(3m)|}", "Named(\"a\").Limit(3m)")]
    [InlineData("Named(\"a\").{|ORK2002:WithName(\"b\")|}", "Named(\"b\")")]
    [InlineData("Named(\"a\").{|ORK2002:WithName(text + \"b\".Trim())|}.Limit(1m)", "Named(text + \"b\".Trim()).Limit(1m)")]
    [InlineData("Named(name: \"a\").Limit(1m).{|ORK2002:WithName(name: text)|}.IncludesByok()", "Named(name: text).Limit(1m).IncludesByok()")]
    [InlineData("Named(\"a\").{|ORK2002:WithName(\"b\")|}.Limit(1m).{|ORK2002:WithName(\"c\")|}", "Named(\"c\").Limit(1m)")]
    [InlineData("Unnamed.WithName(\"a\").{|ORK2002:WithName(\"b\")|}", "Unnamed.WithName(\"b\")")]
    public Task Earlier_call_is_removed(string chain, string expected) =>
        Verify.Fix<RepeatedSettingFix>($"_ = KeyRequest.{chain};", $"_ = KeyRequest.{expected};");

    [Fact]
    public Task Title_contains_the_removed_call() =>
        Verify.Fix<RepeatedSettingFix>("_ = KeyRequest.Named(\"a\").Limit(1m).{|ORK2002:Limit(2m)|};", "_ = KeyRequest.Named(\"a\").Limit(2m);", "Remove Limit(1m)");

    [Fact]
    public Task Title_contains_the_new_name() =>
        Verify.Fix<RepeatedSettingFix>("_ = KeyRequest.Named(\"a\").{|ORK2002:WithName(\"b\")|};", "_ = KeyRequest.Named(\"b\");", "Change to Named(\"b\")");

    [Fact]
    public Task Fix_All_keeps_comments_and_line_breaks() => Verify.Fix<RepeatedSettingFix>(
        """
        _ = KeyRequest.Named("a") // the name
                    .Limit(1m)
                    .ResetsDaily() // often
                    .{|ORK2002:Limit(2m)|} // enough
                    .{|ORK2002:ResetsWeekly()|}
                    .{|ORK2002:Limit(3m)|};
                _ = KeyRequest.Named("a")
                    .IncludesByok()
                    .{|ORK2002:WithName("b")|};
        """,
        """
        _ = KeyRequest.Named("a") // the name
                    // often
                    // enough
                    .ResetsWeekly()
                    .Limit(3m);
                _ = KeyRequest.Named("b")
                    .IncludesByok();
        """);

    [Theory]
    [InlineData("Named(\"a\").Limit(decimal.Parse(text)).{|ORK2002:Limit(2m)|}")]
    [InlineData("Named(\"a\").Limit(amount++).{|ORK2002:Limit(2m)|}")]
    [InlineData("Named(\"a\").Limit(amount = 1m).{|ORK2002:Limit(2m)|}")]
    [InlineData("Named(text.Trim()).{|ORK2002:WithName(\"b\")|}")]
    [InlineData("Named(\"a\").Limit(amount++).{|ORK2002:WithName($\"{amount}\")|}")]
    [InlineData("Named(\"a\").Limit(amount).{|ORK2002:WithName(text.Trim())|}")]
    public Task Argument_with_a_side_effect_has_no_fix(string chain) =>
        Verify.NoFix<RepeatedSettingFix>($"_ = KeyRequest.{chain};");
}
