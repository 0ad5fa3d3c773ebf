using Microsoft.CodeAnalysis;
using OpenRouterKeys.Fluent.CodeFixes;

namespace OpenRouterKeys.Fluent.Analyzers.Tests.Fixes;

public class KeepCreatedKeyTests
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
    public Task It_is_kept_in_a_local(string statements, string mended) => Verify.Fix<KeepCreatedKey>(statements, mended);

    [Fact]
    public Task The_title_tells_the_local() => Verify.Fix<KeepCreatedKey>(
        "await client.{|ORK2003:CreateAsync(request)|};", "var created = await client.CreateAsync(request);", "Keep it: var created = …");

    [Fact]
    public Task All_of_them_at_once_each_with_its_own_name() => Verify.FixMembers<KeepCreatedKey>(
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
    public Task Top_level_statements_are_one_scope() => Verify.FixFile<KeepCreatedKey>(
        "var client = (OpenRouterKeysClient)null;\nawait client.{|ORK2003:CreateAsync(KeyRequest.Named(\"a\"))|};\nawait client.{|ORK2003:CreateAsync(KeyRequest.Named(\"b\"))|};\n",
        "var client = (OpenRouterKeysClient)null;\nvar created = await client.CreateAsync(KeyRequest.Named(\"a\"));\nvar created1 = await client.CreateAsync(KeyRequest.Named(\"b\"));\n",
        kind: OutputKind.ConsoleApplication);
}
