namespace OpenRouterKeys.Fluent.Analyzers.Tests.Usage;

/// <summary>Tests ORK2004.</summary>
public class UnawaitedCallTests
{
    [Theory]
    [InlineData("void M(OpenRouterKeysClient client, KeyRequest request) { client.{|ORK2004:CreateAsync(request)|}; }")]
    [InlineData("void M(OpenRouterKeysClient client, KeyRequest request) { client.{|ORK2004:CreateAsync(request)|}.ConfigureAwait(false); }")]
    [InlineData("void M(OpenRouterKeysClient client, KeyRequest request) { request.{|ORK2004:SendAsync(client)|}; }")]
    [InlineData("void M(OpenRouterKeysClient client, KeyRequest request) { Action a = () => { client?.{|ORK2004:CreateAsync(request)|}; }; }")]
    [InlineData("async Task M(OpenRouterKeysClient client, KeyRequest request) { await Task.Yield(); void F() { client.{|ORK2004:CreateAsync(request)|}; } F(); }")]
    [InlineData("async Task M(OpenRouterKeysClient client, KeyRequest request) { await Task.Yield(); client.CreateAsync(request); }")]
    [InlineData("Task M(OpenRouterKeysClient client, KeyRequest request) => client.CreateAsync(request);")]
    [InlineData("void M(OpenRouterKeysClient client, KeyRequest request) { var t = client.CreateAsync(request); _ = client.CreateAsync(request); }")]
    public Task Unawaited_creation_is_reported_unless_the_compiler_reports_it(string members) => Verify.Members(members);

    [Theory]
    [InlineData("void M(OpenRouterKeysClient client) { client.{|ORK2004:DeleteAsync(\"h\")|}; }")]
    [InlineData("void M(IOpenRouterKeysClient client) { client.{|ORK2004:UpdateAsync(\"h\", update => update.Disable())|}; }")]
    [InlineData("void M(IOpenRouterKeysClient client) { client.{|ORK2004:RotateAsync(\"h\", (k, t) => Task.CompletedTask)|}; }")]
    [InlineData("void M(IOpenRouterKeysClient client) { client.GetAsync(\"h\"); }")]
    public Task Unawaited_update_deletion_or_rotation_is_reported(string members) => Verify.Members(members);
}
