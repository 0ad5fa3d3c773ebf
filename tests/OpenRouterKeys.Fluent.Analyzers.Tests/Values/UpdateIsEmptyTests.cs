namespace OpenRouterKeys.Fluent.Analyzers.Tests.Values;

/// <summary>Tests ORK1011.</summary>
public class UpdateIsEmptyTests
{
    [Theory]
    [InlineData("await client.UpdateAsync(\"h\", {|ORK1011:KeyUpdate.Empty|});")]
    [InlineData("await client.UpdateAsync(update: {|ORK1011:KeyUpdate.Empty|}, hash: \"h\");")]
    [InlineData("await client.UpdateAsync(\"h\", {|ORK1011:update => update|});")]
    [InlineData("await ((IOpenRouterKeysClient)client).UpdateAsync(\"h\", {|ORK1011:(update) => update|});")]
    [InlineData("await client.UpdateAsync(\"h\", {|ORK1011:_ => KeyUpdate.Empty|});")]
    [InlineData("await client.UpdateAsync(\"h\", {|ORK1011:update => { return KeyUpdate.Empty; }|});")]
    [InlineData("await client.UpdateAsync(\"h\", _ => KeyUpdate.Empty.Disable());")]
    [InlineData("await client.UpdateAsync(\"h\", update => update.Disable());")]
    [InlineData("await client.UpdateAsync(\"h\", KeyUpdate.Empty.Disable());")]
    [InlineData("var c = KeyUpdate.Empty; await client.UpdateAsync(\"h\", c);")]
    [InlineData("KeyUpdate other = null; await client.UpdateAsync(\"h\", update => other);")]
    public Task Empty_update_is_reported_at_the_argument(string statements) => Verify.Body(statements);

    [Fact]
    public Task Parameter_of_an_own_client_can_have_another_name() => Verify.File("""
        class OwnClient : IOpenRouterKeysClient
        {
            public Task<CreatedKey> CreateAsync(KeyRequest request, CancellationToken token) => null;
            public IAsyncEnumerable<KeyInfo> ListAsync(KeyFilter filter, CancellationToken token) => null;
            public Task<KeyInfo> GetAsync(string hash, CancellationToken token) => null;
            public Task<KeyInfo> UpdateAsync(string id, KeyUpdate changes, CancellationToken token) => null;
            public Task DeleteAsync(string hash, CancellationToken token) => null;
            Task M() => UpdateAsync("h", {|ORK1011:KeyUpdate.Empty|}, default);
        }
        """);
}
