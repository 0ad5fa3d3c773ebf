namespace OpenRouterKeys.Fluent.Analyzers.Tests;

public class ChainTests
{
    [Theory]
    [InlineData("await KeyRequest.Named(\"a\").{|ORK1007:ResetsDaily()|}.SendAsync(client)")]
    [InlineData("await KeyRequest.Named(\"a\").{|ORK1007:Resets(LimitReset.Weekly)|}.IncludesByok().SendAsync(client)")]
    [InlineData("await client.CreateAsync(KeyRequest.Named(\"a\").{|ORK1007:ResetsMonthly()|})")]
    [InlineData("await client.CreateAsync(cancellationToken: default, request: KeyRequest.Unnamed.{|ORK1007:ResetsMonthly()|}.WithName(\"a\"))")]
    [InlineData("KeyRequest.Named(\"a\").{|ORK1007:ResetsDaily()|}.Validate()")]
    [InlineData("KeyRequest.Named(\"a\").{|ORK1007:ResetsDaily()|}.EnsureValid()")]
    [InlineData("KeyRequest.Named(\"a\").{|ORK1007:ResetsDaily()|}.EnsureValid().ToJson()")]
    [InlineData("KeyRequest.Named(\"a\").{|ORK1007:ResetsDaily()|}.ToJson()")]
    [InlineData("(KeyRequest.Named(\"a\")).{|ORK1007:ResetsDaily()|}.Unlimited().ToJson()")]
    [InlineData("KeyRequest.Named(\"a\").Limit(5m).ResetsDaily().ToJson()")]
    [InlineData("KeyRequest.Named(\"a\").ResetsDaily().Limit(amount).ToJson()")]
    [InlineData("KeyRequest.Named(\"a\").ResetsDaily()")]
    [InlineData("KeyRequest.Named(\"a\").NeverResets().ToJson()")]
    [InlineData("KeyRequest.Named(\"a\").Resets((LimitReset)amount).ToJson()")]
    [InlineData("request.ResetsDaily().ToJson()")]
    [InlineData("KeyRequest.FromJson(text).ResetsDaily().ToJson()")]
    public Task A_reset_without_a_limit_is_reported_where_the_whole_request_is_used(string expression) => Verify.Body($"var x = {expression};");

    [Theory]
    [InlineData("var r = KeyRequest.Named(\"a\").{|ORK1007:ResetsDaily()|}; var json = r.ToJson();")]
    [InlineData("var r = KeyRequest.Named(\"a\").{|ORK1007:ResetsDaily()|}; r.Validate(); var k = await r.SendAsync(client); var j = await client.CreateAsync(r);")]
    [InlineData("var r = KeyRequest.Named(\"a\").ResetsDaily(); var s = r.Limit(5m); var json = s.ToJson();")]
    [InlineData("var r = KeyRequest.Named(\"a\").{|ORK1007:ResetsDaily()|}; var s = r.IncludesByok(); var json = s.ToJson(); var same = r.ToJson(); _ = s.Validate();")]
    [InlineData("var r = KeyRequest.Named(\"a\").{|ORK1007:ResetsDaily()|}; var x = r.Limit(5m).ToJson(); var s = r.IncludesByok().ToJson() + r.ToJson();")]
    [InlineData("var r = KeyRequest.Named(\"a\").ResetsDaily(); var x = r.Limit(5m).ToJson() + r.Limit(6m).ToJson();")]
    [InlineData("var r = KeyRequest.Named(\"a\"); var s = r.{|ORK1007:ResetsDaily()|}; var json = s.ToJson();")]
    [InlineData("var r = KeyRequest.Named(\"a\").ResetsDaily(); r = r.Limit(5m); var json = r.ToJson();")]
    [InlineData("var r = KeyRequest.Named(\"a\").ResetsDaily(); if (amount > 0m) { r = r.Limit(amount); } var json = r.ToJson();")]
    public Task A_chain_may_be_split_over_stable_variables(string statements) => Verify.Body(statements);

    [Theory]
    [InlineData("KeyRequest.Named(\"a\").Limit(1m).{|ORK2002:Limit(2m)|}")]
    [InlineData("KeyRequest.Named(\"a\").Limit(1m).ResetsDaily().{|ORK2002:Unlimited()|}")]
    [InlineData("KeyRequest.Named(\"a\").Limit(1m).ResetsDaily().{|ORK2002:ResetsWeekly()|}")]
    [InlineData("KeyRequest.Named(\"a\").{|ORK2002:WithName(\"b\")|}")]
    [InlineData("KeyRequest.Named(\"a\").ExpiresAt(DateTimeOffset.MaxValue).{|ORK2002:ExpiresIn(TimeSpan.FromDays(1))|}")]
    [InlineData("KeyRequest.Named(\"a\").IncludesByok().{|ORK2002:IncludesByok(false)|}.{|ORK2002:IncludesByok()|}")]
    [InlineData("KeyRequest.Unnamed.Limit(1m).{|ORK2002:Limit(2m)|}.WithName(\"a\")")]
    [InlineData("KeyRequest.Unnamed.WithName(\"a\").Limit(1m)")]
    [InlineData("request.Limit(1m).Limit(2m)")]
    [InlineData("KeyRequest.FromJson(text).Limit(1m).Limit(2m)")]
    [InlineData("KeyRequest.Named(\"a\").Limit(1m).{|ORK2002:Limit(2m)|}.ToJson()")]
    public Task A_setting_that_is_set_twice_is_reported_at_the_later_call(string expression) => Verify.Body($"var x = {expression};");

    [Fact]
    public Task A_request_in_a_field_is_reported_once_in_its_file() => Verify.Members(
        """
        static readonly KeyRequest R = KeyRequest.Named("a").{|ORK1007:ResetsDaily()|};
        string First() => R.ToJson();
        string Second() => R.IncludesByok().ToJson();
        """);

    [Fact]
    public Task A_template_in_a_variable_may_be_set_differently() =>
        Verify.Body("var tier = KeyRequest.Unnamed.Limit(5m); var a = tier.WithName(\"a\").Limit(10m); var b = tier.Limit(1m).{|ORK2002:Limit(2m)|};");

    [Fact]
    public Task A_users_own_extension_method_may_end_the_chain_and_hides_what_it_does() => Verify.File(
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
