namespace OpenRouterKeys.Fluent.Analyzers.Tests.Usage;

/// <summary>Tests ORK2007.</summary>
public class UnenumeratedCallTests
{
    [Theory]
    [InlineData("client.{|ORK2007:ListAsync()|};")]
    [InlineData("client?.{|ORK2007:ListAsync()|};")]
    [InlineData("_ = client.{|ORK2007:ListAsync()|};")]
    [InlineData("client.{|ORK2007:ListAsync()|}.ConfigureAwait(false);")]
    [InlineData("client.{|ORK2007:ListAsync()|}.WithCancellation(CancellationToken.None);")]
    [InlineData("_ = client.{|ORK2007:ListAsync()|}.WithCancellation(CancellationToken.None).ConfigureAwait(false);")]
    [InlineData("_ = client?.{|ORK2007:ListAsync()|}.ConfigureAwait(false);")]
    [InlineData("client.{|ORK2007:ListWorkspacesAsync()|};")]
    [InlineData("client.{|ORK2007:CreateManyAsync([request], (k, t) => Task.CompletedTask)|};")]
    [InlineData("_ = client.{|ORK2007:CreateManyAsync([request], (k, t) => Task.CompletedTask)|};")]
    [InlineData("void F() => _ = client.{|ORK2007:ListAsync()|}; F();")]
    [InlineData("Action a = () => { client.{|ORK2007:ListAsync()|}; }; a();")]
    [InlineData("for (client.{|ORK2007:ListAsync()|}; ; ) break;")]
    [InlineData("try { client.{|ORK2007:ListAsync()|}; } catch (Exception) { }")]
    [InlineData("await foreach (var info in client.ListAsync()) client.{|ORK2007:ListAsync()|};")]
    public Task Lazy_call_that_is_discarded_is_reported(string statements) => Verify.Body(statements);

    [Theory]
    [InlineData("await foreach (var info in client.ListAsync()) { }")]
    [InlineData("await foreach (var result in client.CreateManyAsync([request], (k, t) => Task.CompletedTask).ConfigureAwait(false)) { }")]
    [InlineData("var keys = client.ListAsync(); await foreach (var info in keys) { }")]
    [InlineData("var keys = client.ListAsync();")]
    [InlineData("await client.ListAsync().ToListAsync();")]
    [InlineData("_ = await client.ListAsync().CountAsync();")]
    [InlineData("client.ListAsync().GetAsyncEnumerator();")]
    [InlineData("await client.ListAsync().GetAsyncEnumerator().DisposeAsync();")]
    [InlineData("Action a = () => client.ListAsync(); a();")]
    [InlineData("Func<object> f = () => client.ListAsync(); f();")]
    [InlineData("try { client.CreateManyAsync([request], null); } catch (InvalidKeyRequestException) { }")]
    [InlineData("client.ListAsync(){|CS1002:|}")]
    [InlineData("client.ListAsync().{|CS1001:;|}")]
    [InlineData("client.{|CS1061:LstAsync|}();")]
    [InlineData("System.Linq.Expressions.Expression<Action<IOpenRouterKeysClient>> e = c => c.ListAsync(null, default);")]
    public Task Enumerated_or_doubtful_call_is_not_reported(string statements) => Verify.Body(statements);

    [Fact]
    public Task AuditAsync_is_recognized_by_its_name() => Verify.File(
        """
        class C : OpenRouterKeysClientLike { void M() { AuditAsync(); ListAsync(); } }
        class OpenRouterKeysClientLike { public IAsyncEnumerable<int> AuditAsync() => null; public IAsyncEnumerable<int> ListAsync() => null; }
        """);
}
