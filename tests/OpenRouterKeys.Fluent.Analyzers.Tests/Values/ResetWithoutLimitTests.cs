namespace OpenRouterKeys.Fluent.Analyzers.Tests.Values;

/// <summary>Tests ORK1007.</summary>
public class ResetWithoutLimitTests
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
    [InlineData("request.Unlimited().{|ORK1007:ResetsDaily()|}.ToJson()")]
    [InlineData("request?.{|ORK1007:ResetsDaily()|}.Unlimited().ToJson()")]
    [InlineData("KeyRequest.FromJson(text).ResetsDaily().ToJson()")]
    [InlineData("KeyRequest.FromJson(\"{\\\"name\\\":\\\"a\\\"}\").{|ORK1007:ResetsDaily()|}.ToJson()")]
    [InlineData("KeyRequest.FromJson(\"{\\\"name\\\":\\\"a\\\",\\\"limit\\\":5}\").ResetsDaily().ToJson()")]
    [InlineData("KeyRequest.{|ORK1007:FromJson(\"{\\\"name\\\":\\\"a\\\",\\\"limit_reset\\\":\\\"daily\\\"}\")|}.ToJson()")]
    [InlineData("KeyRequest.FromJson(\"{\\\"name\\\":\\\"a\\\",\\\"limit_reset\\\":\\\"daily\\\"}\").Limit(5m).ToJson()")]
    [InlineData("KeyRequest.FromJson(\"{\\\"name\\\":\\\"a\\\",\\\"limit_reset\\\":\\\"daily\\\"}\").NeverResets().ToJson()")]
    [InlineData("KeyRequest.FromJson(\"{\\\"name\\\":\\\"a\\\",\\\"limit_reset\\\":\\\"daily\\\"}\")")]
    [InlineData("KeyRequest.FromJson(\"{\\\"name\\\":\\\"a\\\",\\\"limit\\\":5,\\\"limit_reset\\\":\\\"daily\\\"}\").{|ORK1007:ResetsWeekly()|}.Unlimited().ToJson()")]
    [InlineData("KeyRequest.{|ORK1007:TemplateFromJson(\"{\\\"limit_reset\\\":\\\"daily\\\"}\")|}.WithName(text).ToJson()")]
    [InlineData("System.Text.Json.JsonSerializer.{|ORK1007:Deserialize<KeyRequest>(\"{\\\"name\\\":\\\"a\\\",\\\"limit_reset\\\":\\\"daily\\\"}\")|}.ToJson()")]
    [InlineData("(amount > 5m ? KeyRequest.Named(\"a\").ResetsDaily() : request).ToJson()")]
    [InlineData("await client.CreateAsync(KeyRequest.Named(\"a\").{|ORK1007:ResetsMonthly()|}, (created, token) => Task.CompletedTask)")]
    [InlineData("await client.CreateOnceAsync(KeyRequest.Named(\"a\").{|ORK1007:ResetsMonthly()|}, (created, token) => Task.CompletedTask)")]
    [InlineData("client.CreateManyAsync([KeyRequest.Named(\"a\").{|ORK1007:ResetsMonthly()|}, request], (created, token) => Task.CompletedTask)")]
    [InlineData("client.CreateManyAsync(new[] { KeyRequest.Named(\"a\").{|ORK1007:ResetsMonthly()|} }, (created, token) => Task.CompletedTask)")]
    [InlineData("KeyUpdate.Empty.Unlimited().{|ORK1007:ResetsDaily()|}.ToJson()")]
    [InlineData("KeyUpdate.Empty.{|ORK1007:ResetsDaily()|}.Unlimited().Validate()")]
    [InlineData("KeyUpdate.Empty.ResetsDaily().ToJson()")]
    [InlineData("KeyUpdate.Empty.Unlimited().NeverResets().ToJson()")]
    [InlineData("KeyUpdate.Empty.Unlimited().ResetsDaily()")]
    [InlineData("await client.UpdateAsync(\"h\", KeyUpdate.Empty.Unlimited().{|ORK1007:ResetsDaily()|})")]
    [InlineData("await client.UpdateAsync(\"h\", update => update.Unlimited().{|ORK1007:ResetsDaily()|})")]
    [InlineData("await client.UpdateAsync(\"h\", update => { return update.Unlimited().{|ORK1007:ResetsDaily()|}; })")]
    [InlineData("await client.UpdateAsync(\"h\", update => update.ResetsDaily())")]
    public Task Reset_without_a_limit_is_reported_if_the_whole_request_is_visible_and_used(string expression) => Verify.Body($"var x = {expression};");

    [Theory]
    [InlineData("var r = KeyRequest.Named(\"a\").{|ORK1007:ResetsDaily()|}; var json = r.ToJson();")]
    [InlineData("var r = KeyRequest.Named(\"a\").{|ORK1007:ResetsDaily()|}; _ = r.Validate(); var k = await r.SendAsync(client); var j = await client.CreateAsync(r);")]
    [InlineData("var r = KeyRequest.Named(\"a\").ResetsDaily(); var s = r.Limit(5m); var json = s.ToJson();")]
    [InlineData("var r = KeyRequest.Named(\"a\").{|ORK1007:ResetsDaily()|}; var s = r.IncludesByok(); var json = s.ToJson(); var same = r.ToJson(); _ = s.Validate();")]
    [InlineData("var r = KeyRequest.Named(\"a\").{|ORK1007:ResetsDaily()|}; var x = r.Limit(5m).ToJson(); var s = r.IncludesByok().ToJson() + r.ToJson();")]
    [InlineData("var r = KeyRequest.Named(\"a\").ResetsDaily(); var x = r.Limit(5m).ToJson() + r.Limit(6m).ToJson();")]
    [InlineData("var r = KeyRequest.Named(\"a\"); var s = r.{|ORK1007:ResetsDaily()|}; var json = s.ToJson();")]
    [InlineData("var r = KeyRequest.Named(\"a\").ResetsDaily(); r = r.Limit(5m); var json = r.ToJson();")]
    [InlineData("var all = new[] { KeyRequest.Named(\"a\").{|ORK1007:ResetsDaily()|} }; var keys = client.CreateManyAsync(all, (created, token) => Task.CompletedTask);")]
    [InlineData("var r = KeyRequest.Named(\"a\"); var s = r.{|ORK1007:ResetsDaily()|}.EnsureValid(); var t = s.Limit(5m);")]
    [InlineData("var r = KeyRequest.Named(\"a\").ResetsDaily(); if (amount > 0m) { r = r.Limit(amount); } var json = r.ToJson();")]
    public Task Chain_in_stable_variables_is_reported(string statements) => Verify.Body(statements);

    [Theory]
    [InlineData("Func<string> R = () => KeyRequest.Named(\"a\").{|ORK1007:ResetsDaily()|}.ToJson();")]
    [InlineData("Func<string> R = () => { var r = KeyRequest.Named(\"a\").{|ORK1007:ResetsDaily()|}; return r.ToJson(); };")]
    [InlineData("async IAsyncEnumerable<CreatedKey> R(IOpenRouterKeysClient c) { yield return await KeyRequest.Named(\"a\").{|ORK1007:ResetsDaily()|}.SendAsync(c); }")]
    [InlineData("async Task R(IOpenRouterKeysClient c, IAsyncEnumerable<KeyInfo> all) { await foreach (var k in all) { var x = await c.CreateAsync(KeyRequest.Named(k.Name).{|ORK1007:ResetsDaily()|}); } }")]
    [InlineData("object R(string[] all) => from n in all select KeyRequest.Named(n).{|ORK1007:ResetsDaily()|}.ToJson();")]
    [InlineData("static readonly KeyRequest S = KeyRequest.Unnamed.{|ORK1007:ResetsDaily()|}; string R(string n) => S.WithName(n).ToJson();")]
    [InlineData("KeyRequest S = KeyRequest.Unnamed.ResetsDaily(); string R(string n) => S.WithName(n).ToJson();")]
    [InlineData("string R(KeyRequest r) => r.ResetsDaily().ToJson();")]
    [InlineData("static readonly KeyRequest Tier = KeyRequest.FromJson(\"{ \\\"name\\\": \\\"tier\\\", \\\"limit_reset\\\": \\\"daily\\\" }\"); KeyRequest For(decimal usd) => Tier.Limit(usd);")]
    [InlineData("static readonly KeyRequest Tier = KeyRequest.{|ORK1007:FromJson(\"{ \\\"name\\\": \\\"tier\\\", \\\"limit_reset\\\": \\\"daily\\\" }\")|}; KeyRequest For(decimal usd) => Tier.Limit(usd); string Json() => Tier.ToJson();")]
    [InlineData("readonly KeyRequest _tier = KeyRequest.Unnamed.{|ORK1007:ResetsDaily()|}; string R(string n) => _tier.WithName(n).ToJson();")]
    [InlineData("partial class P { static readonly KeyRequest Tier = KeyRequest.Unnamed.{|ORK1007:ResetsDaily()|}; } partial class P { string R(string n) => Tier.WithName(n).ToJson(); }")]
    public Task Chain_in_any_member_is_reported(string member) => Verify.Members(member);

    [Fact]
    public Task Request_in_a_field_is_reported_once_per_file() => Verify.Members(
        """
        static readonly KeyRequest R = KeyRequest.Named("a").{|ORK1007:ResetsDaily()|};
        string First() => R.ToJson();
        string Second() => R.IncludesByok().ToJson();
        """);
}
