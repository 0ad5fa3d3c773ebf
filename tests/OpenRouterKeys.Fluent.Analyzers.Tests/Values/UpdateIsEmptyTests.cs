namespace OpenRouterKeys.Fluent.Analyzers.Tests;

public class ChangeTests
{
    [Theory]
    [InlineData("var c = KeyUpdate.Empty.WithName({|ORK1001:\" \"|});")]
    [InlineData("var c = KeyUpdate.Empty.WithName({|ORK1002:\"sk-or-v1-0123456789abcdef\"|});")]
    [InlineData("var c = KeyUpdate.Empty.Limit({|ORK1004:-1m|});")]
    [InlineData("var c = KeyUpdate.Empty.Limit({|ORK1005:1234567890.123456m|});")]
    [InlineData("var c = KeyUpdate.Empty.Resets({|ORK1006:(LimitReset)9|});")]
    [InlineData("await client.UpdateAsync(\"h\", change => change.Limit({|ORK1004:-1m|}).ResetsDaily());")]
    [InlineData("await client.UpdateAsync(\"h\", change => change.Limit(amount).Resets(LimitReset.Never).WithName(text).Disable());")]
    public Task A_constant_of_a_change_is_held_to_the_rules_of_a_request(string statements) => Verify.Body(statements);

    [Theory]
    [InlineData("await client.UpdateAsync(\"h\", {|ORK1011:KeyUpdate.Empty|});")]
    [InlineData("await client.UpdateAsync(update: {|ORK1011:KeyUpdate.Empty|}, hash: \"h\");")]
    [InlineData("await client.UpdateAsync(\"h\", {|ORK1011:change => change|});")]
    [InlineData("await ((IOpenRouterKeysClient)client).UpdateAsync(\"h\", {|ORK1011:(change) => change|});")]
    [InlineData("await client.UpdateAsync(\"h\", change => change.Disable());")]
    [InlineData("await client.UpdateAsync(\"h\", KeyUpdate.Empty.Disable());")]
    [InlineData("var c = KeyUpdate.Empty; await client.UpdateAsync(\"h\", c);")]
    [InlineData("KeyUpdate other = null; await client.UpdateAsync(\"h\", change => other);")]
    public Task A_change_that_names_nothing_is_reported(string statements) => Verify.Body(statements);

    [Theory]
    [InlineData("var c = KeyUpdate.Empty; c.{|ORK2001:Limit(5m)|};")]
    [InlineData("await client.UpdateAsync(\"h\", change => { change.{|ORK2001:Disable()|}; return change.Limit(1m); });")]
    [InlineData("var c = KeyUpdate.Empty; c = c.Limit(5m); c.EnsureValid(); c.Validate();")]
    public Task A_step_of_a_change_whose_result_is_thrown_away_is_reported(string statements) => Verify.Body(statements);

    [Theory]
    [InlineData("void M(OpenRouterKeysClient client) { client.{|ORK2004:DeleteAsync(\"h\")|}; }")]
    [InlineData("void M(IOpenRouterKeysClient client) { client.{|ORK2004:UpdateAsync(\"h\", change => change.Disable())|}; }")]
    [InlineData("void M(IOpenRouterKeysClient client) { client.{|ORK2004:RotateAsync(\"h\", (k, t) => Task.CompletedTask)|}; }")]
    [InlineData("void M(IOpenRouterKeysClient client) { client.GetAsync(\"h\"); }")]
    public Task A_call_that_changes_keys_and_is_not_awaited_is_reported(string members) => Verify.Members(members);

    [Theory]
    [InlineData("await client.CreateAsync(request, (k, t) => Task.CompletedTask);")]
    [InlineData("await client.DeleteAsync(\"h\"); await client.UpdateAsync(\"h\", change => change.Enable()); await client.RotateAsync(\"h\", (k, t) => Task.CompletedTask);")]
    public Task A_key_that_is_stored_need_not_be_kept(string statements) => Verify.Body(statements);
}
