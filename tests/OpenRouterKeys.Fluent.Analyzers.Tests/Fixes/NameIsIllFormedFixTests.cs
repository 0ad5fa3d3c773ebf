using OpenRouterKeys.Fluent.CodeFixes;

namespace OpenRouterKeys.Fluent.Analyzers.Tests.Fixes;

public class RemoveIllFormedCharactersTests
{
    [Theory]
    [InlineData("\"a\\n\"", "\"a\"")]
    [InlineData("\"\\uD800a\\t b\\uDC00\"", "\"a b\"")]
    [InlineData("\"\\uD83D\\n\\uDE00 a\"", "\" a\"")]
    [InlineData("\"\\uD83D\\uDE00\\0\"", "\"😀\"")]
    [InlineData("@\"a\t\"\"b\"\"\"", "\"a\\\"b\\\"\"")]
    [InlineData("\"\"\"a\t\"b\" c\"\"\"", "\"a\\\"b\\\" c\"")]
    [InlineData("\"é\\u0085\"", "\"é\"")]
    public Task The_characters_are_removed(string name, string mended) =>
        Verify.Fix<RemoveIllFormedCharacters>($"_ = KeyRequest.Named({{|ORK1003:{name}|}});", $"_ = KeyRequest.Named({mended});", "Write " + mended);

    [Fact]
    public Task All_of_them_at_once_with_what_stands_around() => Verify.Fix<RemoveIllFormedCharacters>(
        """
        _ = KeyRequest.Named(/* before */ {|ORK1003:"a\n"|} /* behind */).Limit(1m); // end
                _ = request.WithName(name: {|ORK1003:("b\r\n")|});
        """,
        """
        _ = KeyRequest.Named(/* before */ "a" /* behind */).Limit(1m); // end
                _ = request.WithName(name: ("b"));
        """);

    [Theory]
    [InlineData("_ = KeyRequest.Named({|ORK1003:\"a\" + \"\\n\"|});")]
    [InlineData("const string name = \"a\\n\"; _ = KeyRequest.Named({|ORK1003:name|});")]
    [InlineData("_ = KeyRequest.Named({|ORK1003:$\"a\\n\"|});")]
    [InlineData("_ = KeyRequest.Named({|ORK1003:\"\\0 \\uD800\"|});")]
    [InlineData("_ = KeyRequest.FromJson(\"{\\\"name\\\":{|ORK1003:\\\"a\\\\n\\\"|}}\");")]
    [InlineData("const string json = \"{\\\"name\\\":\\\"a\\\\n\\\"}\"; _ = KeyRequest.FromJson({|ORK1003:json|});")]
    public Task Nothing_is_offered_where_the_meaning_is_not_plain(string statements) => Verify.NoFix<RemoveIllFormedCharacters>(statements);
}
