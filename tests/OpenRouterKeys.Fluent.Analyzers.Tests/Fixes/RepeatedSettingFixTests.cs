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
    [InlineData("var r = KeyRequest.Named(\"a\")!.Limit(1)!.Limit(2);", "var r = KeyRequest.Named(\"a\")!.Limit(2);")]
    [InlineData("var r = KeyRequest.Named(\"a\").Limit(1)!.Limit(2)!;", "var r = KeyRequest.Named(\"a\").Limit(2)!;")]
    [InlineData("var r = request?.Limit(1).Limit(2);", "var r = request?.Limit(2);")]
    [InlineData("var r = request?.Limit(1)?.Limit(2);", "var r = request?.Limit(2);")]
    [InlineData("var r = request?.Limit(1)!.Limit(2);", "var r = request?.Limit(2);")]
    [InlineData("var r = request?.IncludesByok().Limit(1)?.Limit(2);", "var r = request?.IncludesByok()?.Limit(2);")]
    [InlineData("var r = request\r\n\t?.Limit(1)\r\n\t.Limit(2); // end", "var r = request\r\n\t?.Limit(2); // end")]
    [InlineData("var r = KeyUpdate.Empty.Limit(1).Limit(2);", "var r = KeyUpdate.Empty.Limit(2);")]
    [InlineData("var r = (request!.Limit(1))!.Limit(2);", null)]
    [InlineData("var r = request?.Limit(1) /* why */ .Limit(2);", null)]
    [InlineData("var r = request.Limit(/* why */ 1).Limit(2);", null)]
    public async Task Suppression_and_conditional_access_belong_to_what_remains(string statement, string? expected)
    {
        var (earlier, later) = statement.Contains("/* why */ 1", StringComparison.Ordinal) ? ("Limit(/* why */ 1)", "Limit(2)") : ("Limit(1)", "Limit(2)");
        Assert.Equal(expected, await new FixRunner(new RepeatedSettingFix()).FixAsync(statement, later, earlier));
    }

    [Fact]
    public Task Conditional_code_has_no_fix() => Verify.NoFix<RepeatedSettingFix>(
        "_ = KeyRequest.Named(\"a\")\n.Limit(1m)\n#if !PRO\n.{|ORK2002:Limit(2m)|}\n#endif\n;");

    [Fact]
    public Task Fix_inside_a_moved_argument_needs_no_second_run() => Verify.Fix<RepeatedSettingFix>(
        "_ = KeyRequest.Named(\"a\").{|ORK2002:WithName(KeyRequest.Named(\"b\").Limit(1m).{|ORK2002:Limit(2m)|}.Name)|};",
        "_ = KeyRequest.Named(KeyRequest.Named(\"b\").Limit(2m).Name);");

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
