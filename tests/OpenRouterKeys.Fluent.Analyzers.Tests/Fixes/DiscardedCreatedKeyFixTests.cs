using Microsoft.CodeAnalysis;
using OpenRouterKeys.Fluent.CodeFixes;

namespace OpenRouterKeys.Fluent.Analyzers.Tests.Fixes;

/// <summary>Tests the fix for ORK2003.</summary>
public class DiscardedCreatedKeyFixTests
{
    [Theory]
    [InlineData("await client.{|ORK2003:CreateAsync(request)|};", "var created = await client.CreateAsync(request);")]
    [InlineData("await request.{|ORK2003:SendAsync(client)|};", "var created = await request.SendAsync(client);")]
    [InlineData("_ = await client.{|ORK2003:CreateAsync(request)|}.ConfigureAwait(false);", "var created = await client.CreateAsync(request).ConfigureAwait(false);")]
    [InlineData("var created = 1; await client.{|ORK2003:CreateAsync(request)|};", "var created = 1; var created1 = await client.CreateAsync(request);")]
    [InlineData("await client.{|ORK2003:CreateAsync(request)|}; { var created = 1; }", "var created1 = await client.CreateAsync(request); { var created = 1; }")]
    [InlineData("if (amount > 0m) await client.{|ORK2003:CreateAsync(request)|};", "if (amount > 0m) { var created = await client.CreateAsync(request); }")]
    [InlineData("Func<Task> a = async () => { await client.{|ORK2003:CreateAsync(request)|}; };", "Func<Task> a = async () => { var created = await client.CreateAsync(request); };")]
    [InlineData("switch (text) { case \"a\": await client.{|ORK2003:CreateAsync(request)|}; break; }", "switch (text) { case \"a\": var created = await client.CreateAsync(request); break; }")]
    public Task Key_is_assigned_to_a_new_variable(string statements, string expected) => Verify.Fix<DiscardedCreatedKeyFix>(statements, expected);

    [Theory]
    [InlineData("client.CreateAsync(request).GetAwaiter().GetResult();", "var created1 = client.CreateAsync(request).GetAwaiter().GetResult();")]
    [InlineData("_ /* why */ =\r\n\tclient.CreateAsync(request).Result;", "var created1 /* why */ =\r\n\tclient.CreateAsync(request).Result;")]
    [InlineData("client.CreateAsync(request).Wait();", null)]
    [InlineData("client.CreateAsync(request).Wait(5);", null)]
    [InlineData("_ = client.CreateAsync(request);", null)]
    public async Task Result_of_a_blocking_call_is_assigned(string statement, string? expected) => Assert.Equal(
        expected, await new FixRunner(new DiscardedCreatedKeyFix()).FixAsync(statement, "CreateAsync(request)"));

    [Fact]
    public Task Title_contains_the_variable() => Verify.Fix<DiscardedCreatedKeyFix>(
        "await client.{|ORK2003:CreateAsync(request)|};", "var created = await client.CreateAsync(request);", "Assign the key to a new variable 'created'");

    [Fact]
    public Task Fix_All_gives_each_variable_its_own_name() => Verify.FixMembers<DiscardedCreatedKeyFix>(
        """
            async Task A(OpenRouterKeysClient client, KeyRequest request)
            {
                // The first.
                await client.{|ORK2003:CreateAsync(request)|}; // one
                /* The second. */ _ = await client.{|ORK2003:CreateAsync(
                    request)|};
            }

            async Task B(OpenRouterKeysClient client, KeyRequest request)
            {
                await client.{|ORK2003:CreateAsync(request)|};
            }
        """,
        """
            async Task A(OpenRouterKeysClient client, KeyRequest request)
            {
                // The first.
                var created = await client.CreateAsync(request); // one
                /* The second. */ var created1 = await client.CreateAsync(
                    request);
            }

            async Task B(OpenRouterKeysClient client, KeyRequest request)
            {
                var created = await client.CreateAsync(request);
            }
        """);

    [Fact]
    public Task Top_level_statements_share_one_scope() => Verify.FixFile<DiscardedCreatedKeyFix>(
        "var client = (OpenRouterKeysClient)null;\nawait client.{|ORK2003:CreateAsync(KeyRequest.Named(\"a\"))|};\nawait client.{|ORK2003:CreateAsync(KeyRequest.Named(\"b\"))|};\n",
        "var client = (OpenRouterKeysClient)null;\nvar created = await client.CreateAsync(KeyRequest.Named(\"a\"));\nvar created1 = await client.CreateAsync(KeyRequest.Named(\"b\"));\n",
        kind: OutputKind.ConsoleApplication);
}
