namespace OpenRouterKeys.Fluent.Analyzers.Tests.Usage;

/// <summary>Tests ORK2001.</summary>
public class DiscardedResultTests
{
    [Theory]
    [InlineData("request.{|ORK2001:Limit(5m)|};")]
    [InlineData("request.Limit(5m).{|ORK2001:ResetsDaily()|};")]
    [InlineData("request?.{|ORK2001:Limit(5m)|};")]
    [InlineData("KeyRequest.Named(\"a\").{|ORK2001:Limit(5m)|};")]
    [InlineData("if (amount > 0m) request.{|ORK2001:Limit(amount)|};")]
    [InlineData("Action a = () => { request.{|ORK2001:Limit(5m)|}; }; a();")]
    [InlineData("_ = request.Limit(5m);")]
    [InlineData("request = request.Limit(5m);")]
    [InlineData("request.EnsureValid();")]
    [InlineData("request.Validate();")]
    [InlineData("KeyRequest.FromJson(text);")]
    [InlineData("Action a = () => request.Limit(5m); a();")]
    [InlineData("request.Limit(5m){|CS1002:|}")]
    public Task Discarded_result_of_a_request_step_is_reported(string statements) => Verify.Body(statements);

    [Theory]
    [InlineData("var c = KeyUpdate.Empty; c.{|ORK2001:Limit(5m)|};")]
    [InlineData("await client.UpdateAsync(\"h\", update => { update.{|ORK2001:Disable()|}; return update.Limit(1m); });")]
    [InlineData("var c = KeyUpdate.Empty; c = c.Limit(5m); c.EnsureValid(); c.Validate();")]
    public Task Discarded_result_of_an_update_step_is_reported(string statements) => Verify.Body(statements);
}
