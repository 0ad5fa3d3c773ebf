namespace OpenRouterKeys.Fluent.Analyzers.Tests.Usage;

/// <summary>Tests ORK2003.</summary>
public class DiscardedCreatedKeyTests
{
    [Theory]
    [InlineData("await request.{|ORK2003:SendAsync(client)|};")]
    [InlineData("await client.{|ORK2003:CreateAsync(request)|};")]
    [InlineData("await client.{|ORK2003:CreateAsync(request)|}.ConfigureAwait(false);")]
    [InlineData("_ = await client.{|ORK2003:CreateAsync(request)|};")]
    [InlineData("await ((IOpenRouterKeysClient)client).{|ORK2003:CreateAsync(request)|};")]
    [InlineData("var created = await client.CreateAsync(request);")]
    [InlineData("var task = client.CreateAsync(request); await task;")]
    [InlineData("Func<Task> a = async () => await client.CreateAsync(request); await a();")]
    [InlineData("Func<Task> a = async () => { await client.{|ORK2003:CreateAsync(request)|}; }; await a();")]
    public Task Discarded_key_is_reported(string statements) => Verify.Body(statements);

    [Theory]
    [InlineData("await client.CreateAsync(request, (k, t) => Task.CompletedTask);")]
    [InlineData("await client.DeleteAsync(\"h\"); await client.UpdateAsync(\"h\", update => update.Enable()); await client.RotateAsync(\"h\", (k, t) => Task.CompletedTask);")]
    public Task Key_that_a_callback_stores_is_not_reported(string statements) => Verify.Body(statements);
}
