namespace OpenRouterKeys.Fluent.Analyzers.Tests.Usage;

/// <summary>Tests that calls which configure or verify an NSubstitute mock are not reported.</summary>
public class MockExpectationTests
{
    private const string NSubstitute = """
        namespace NSubstitute
        {
            static class Substitute { public static T For<T>() => default; }
            static class Arg { public static T Any<T>() => default; }
            static class SubstituteExtensions
            {
                public static T Received<T>(this T substitute, int calls = 1) => substitute;
                public static void When<T>(this T substitute, Action<T> call) { }
            }
            static class Received { public static void InOrder(Action calls) { } }
        }
        """;

    [Theory]
    [InlineData("async Task M(IOpenRouterKeysClient client, KeyRequest r) { await client.Received().CreateAsync(r); }")]
    [InlineData("async Task M(IOpenRouterKeysClient client, KeyRequest r) { _ = await client.Received(2).CreateAsync(r).ConfigureAwait(false); }")]
    [InlineData("async Task M(IOpenRouterKeysClient client, KeyRequest r) { await r.SendAsync(client.Received()); }")]
    [InlineData("async Task M(IOpenRouterKeysClient client) { await client.CreateAsync(Arg.Any<KeyRequest>(), Arg.Any<CancellationToken>()); }")]
    [InlineData("void M(IOpenRouterKeysClient client, KeyRequest r) { client.Received().CreateAsync(r); }")]
    [InlineData("void M(IOpenRouterKeysClient client, KeyRequest r) { Received.InOrder(() => { client.CreateAsync(r); client.CreateAsync(r); }); }")]
    [InlineData("void M(IOpenRouterKeysClient client, KeyRequest r) { Received.InOrder(async () => { await client.CreateAsync(r); }); }")]
    [InlineData("void M(IOpenRouterKeysClient client, KeyRequest r) { client.When(c => { c.CreateAsync(r); }); }")]
    [InlineData("void M(KeyRequest r) { var client = Substitute.For<IOpenRouterKeysClient>(); client.{|ORK2004:CreateAsync(r)|}; }")]
    public Task Mock_expectation_is_not_reported(string member) => Verify.File($"using NSubstitute;\nclass C {{ {member} }}\n{NSubstitute}");
}
