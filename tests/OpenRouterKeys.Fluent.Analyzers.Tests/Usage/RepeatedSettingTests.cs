namespace OpenRouterKeys.Fluent.Analyzers.Tests.Usage;

/// <summary>Tests ORK2002.</summary>
public class RepeatedSettingTests
{
    [Theory]
    [InlineData("KeyRequest.Named(\"a\").Limit(1m).{|ORK2002:Limit(2m)|}")]
    [InlineData("KeyRequest.Named(\"a\").Limit(1m).ResetsDaily().{|ORK2002:Unlimited()|}")]
    [InlineData("KeyRequest.Named(\"a\").Limit(1m).ResetsDaily().{|ORK2002:ResetsWeekly()|}")]
    [InlineData("KeyRequest.Named(\"a\").{|ORK2002:WithName(\"b\")|}")]
    [InlineData("KeyRequest.Named(\"a\").ExpiresAt(DateTimeOffset.MaxValue).{|ORK2002:ExpiresIn(TimeSpan.FromDays(1))|}")]
    [InlineData("KeyRequest.Named(\"a\").IncludesByok().{|ORK2002:IncludesByok(false)|}.{|ORK2002:IncludesByok()|}")]
    [InlineData("KeyRequest.Named(\"a\").ForExternalUser(\"u\", key).{|ORK2002:ForExternalUser(\"u\")|}")]
    [InlineData("KeyRequest.Unnamed.Limit(1m).{|ORK2002:Limit(2m)|}.WithName(\"a\")")]
    [InlineData("KeyRequest.Unnamed.WithName(\"a\").Limit(1m)")]
    [InlineData("request.Limit(1m).{|ORK2002:Limit(2m)|}")]
    [InlineData("request?.Limit(1m).{|ORK2002:Limit(2m)|}")]
    [InlineData("request?.Limit(1m)?.{|ORK2002:Limit(2m)|}")]
    [InlineData("KeyRequest.FromJson(text).Limit(1m).{|ORK2002:Limit(2m)|}")]
    [InlineData("KeyRequest.FromJson(\"{\\\"name\\\":\\\"a\\\",\\\"limit\\\":5}\").Limit(1m)")]
    [InlineData("request.Limit(1m).EnsureValid().Limit(2m)")]
    [InlineData("request.Limit(1m).{|ORK2002:Limit(2m)|}.EnsureValid().Limit(3m)")]
    [InlineData("KeyUpdate.Empty.Limit(1m).{|ORK2002:Unlimited()|}")]
    [InlineData("KeyUpdate.Empty.Disable().{|ORK2002:Enable()|}")]
    [InlineData("await client.UpdateAsync(\"h\", update => update.ResetsDaily().{|ORK2002:NeverResets()|})")]
    [InlineData("KeyRequest.Named(\"a\").Limit(1m).{|ORK2002:Limit(2m)|}.ToJson()")]
    public Task Setting_that_is_set_twice_is_reported_at_the_later_call(string expression) => Verify.Body($"var x = {expression};");

    [Theory]
    [InlineData("Func<KeyRequest> R = () => KeyRequest.Named(\"a\").Limit(1m).{|ORK2002:Limit(2m)|};")]
    [InlineData("KeyRequest R { get; } = KeyRequest.Named(\"a\").Limit(1m).{|ORK2002:Limit(2m)|};")]
    [InlineData("KeyRequest R { get => KeyRequest.Named(\"a\").Limit(1m).{|ORK2002:Limit(2m)|}; set { } }")]
    [InlineData("KeyRequest this[int i] => KeyRequest.Named(\"a\").Limit(1m).{|ORK2002:Limit(2m)|};")]
    [InlineData("public static C operator +(C c, decimal usd) { _ = KeyRequest.Named(\"a\").Limit(usd).{|ORK2002:Limit(2m)|}; return c; }")]
    [InlineData("C() : this(KeyRequest.Named(\"a\").Limit(1m).{|ORK2002:Limit(2m)|}) { } C(KeyRequest r) { }")]
    [InlineData("class D(KeyRequest r) { } class E() : D(KeyRequest.Named(\"a\").Limit(1m).{|ORK2002:Limit(2m)|});")]
    [InlineData("record D(KeyRequest R) { public D Small => this with { R = KeyRequest.Named(\"a\").Limit(1m).{|ORK2002:Limit(2m)|} }; }")]
    [InlineData("object R = new { A = KeyRequest.Named(\"a\").Limit(1m).{|ORK2002:Limit(2m)|} };")]
    [InlineData("KeyRequest[] R = [KeyRequest.Named(\"a\").Limit(1m).{|ORK2002:Limit(2m)|}];")]
    [InlineData("(KeyRequest, int) R = (KeyRequest.Named(\"a\").Limit(1m).{|ORK2002:Limit(2m)|}, 1);")]
    [InlineData("KeyRequest R(KeyRequest r) => r ?? KeyRequest.Named(\"a\").Limit(1m).{|ORK2002:Limit(2m)|};")]
    [InlineData("KeyRequest R(bool b) => b ? KeyRequest.Named(\"a\").Limit(1m).{|ORK2002:Limit(2m)|} : throw new Exception();")]
    [InlineData("KeyRequest R(int n) => n switch { 1 => KeyRequest.Named(\"a\").Limit(1m).{|ORK2002:Limit(2m)|}, _ => null };")]
    [InlineData("object R(int[] n) => from i in n let r = KeyRequest.Named(\"a\").Limit(1m).{|ORK2002:Limit(2m)|} select r.Limit(i);")]
    [InlineData("System.Linq.Expressions.Expression<Func<KeyRequest>> R = () => KeyRequest.Named(\"a\").Limit(1m).{|ORK2002:Limit(2m)|};")]
    [InlineData("async IAsyncEnumerable<KeyRequest> R() { await Task.Yield(); yield return KeyRequest.Named(\"a\").Limit(1m).{|ORK2002:Limit(2m)|}; }")]
    [InlineData("void R() { KeyRequest Local() => KeyRequest.Named(\"a\").Limit(1m).{|ORK2002:Limit(2m)|}; _ = Local(); }")]
    [InlineData("bool R() => KeyRequest.Named(\"a\").Limit(1m).{|ORK2002:Limit(2m)|} is { LimitUsd: > 1 };")]
    [InlineData("string R() => $\"{KeyRequest.Named(\"a\").Limit(1m).{|ORK2002:Limit(2m)|}}\";")]
    [InlineData("KeyRequest R() => KeyRequest\n.Named(\"a\") // first\n.Limit(1m)\n/* second */ .{|ORK2002:Limit(2m)|};")]
    [InlineData("KeyRequest R() => (KeyRequest.Named(\"a\"))!.Limit(1m)!.{|ORK2002:Limit(2m)|}!;")]
    public Task Chain_in_any_member_is_reported(string member) => Verify.Members(member);

    [Fact]
    public Task Setting_of_a_template_in_a_variable_can_be_replaced() =>
        Verify.Body("var tier = KeyRequest.Unnamed.Limit(5m); var a = tier.WithName(\"a\").Limit(10m); var b = tier.Limit(1m).{|ORK2002:Limit(2m)|}; var c = tier.Limit(3m);");

    [Fact]
    public Task Custom_extension_method_ends_the_chain() => Verify.File(
        """
        static class Mine { public static KeyRequest Tagged(this KeyRequest request) => request.Limit(5m); }
        class C
        {
            string A() => KeyRequest.Named("a").ResetsDaily().Tagged().ToJson();
            KeyRequest B() => KeyRequest.Named("a").Limit(1m).{|ORK2002:Limit(2m)|}.Tagged();
            KeyRequest D() => KeyRequest.Named("a").Limit(1m).Tagged().Limit(2m);
        }
        """);
}
