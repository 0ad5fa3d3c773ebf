using OpenRouterKeys.Fluent.CodeFixes;

namespace OpenRouterKeys.Fluent.Analyzers.Tests.Fixes;

/// <summary>Tests the fix for ORK1003.</summary>
public class NameIsIllFormedFixTests
{
    [Theory]
    [InlineData("\"a\\n\"", "\"a\"")]
    [InlineData("\"\\uD800a\\t b\\uDC00\"", "\"a b\"")]
    [InlineData("\"\\uD83D\\n\\uDE00 a\"", "\" a\"")]
    [InlineData("\"\\uD83D\\uDE00\\0\"", "\"\\uD83D\\uDE00\"")]
    [InlineData("@\"a\t\"\"b\"\"\"", "@\"a\"\"b\"\"\"")]
    [InlineData("@\"a\r\n\tb\"", "@\"ab\"")]
    [InlineData("\"\"\"a\t\"b\" c\"\"\"", "\"\"\"a\"b\" c\"\"\"")]
    [InlineData("\"\"\"\t\"b\" c\"\"\"", "\"\\\"b\\\" c\"")]
    [InlineData("\"\\x41\\nB\"", "\"AB\"")]
    [InlineData("\"\\x41\\U0000000Az\"", "\"\\x41z\"")]
    [InlineData("\"é\\u0085\"", "\"é\"")]
    public Task Ill_formed_characters_are_removed(string name, string expected) =>
        Verify.Fix<NameIsIllFormedFix>($"_ = KeyRequest.Named({{|ORK1003:{name}|}});", $"_ = KeyRequest.Named({expected});", "Change to " + expected);

    [Fact]
    public Task Line_break_in_a_raw_string_is_removed() => Verify.Fix<NameIsIllFormedFix>(
        "_ = KeyRequest.Named({|ORK1003:\"\"\"\n    a\n      b\n    \"\"\"|});", "_ = KeyRequest.Named(\"\"\"\n    a  b\n    \"\"\");", "Change to \"\"\" a b \"\"\"");

    [Theory]
    [InlineData("\"a\\nb\"", "\"a b\"")]
    [InlineData("@\"a\tb\"", "@\"a b\"")]
    [InlineData("\"\"\"a\tb\"\"\"", "\"\"\"a b\"\"\"")]
    [InlineData("\"\\x41\\nB\"", "\"\\x41 B\"")]
    [InlineData("\"a\\uD800\\uD83D\\uDE00\"", "\"a \\uD83D\\uDE00\"")]
    public Task Ill_formed_characters_become_spaces(string name, string expected) => Verify.Fix<NameIsIllFormedFix>(
        $"_ = KeyRequest.Named({{|ORK1003:{name}|}});", $"_ = KeyRequest.Named({expected});", "Change to " + expected, index: 1);

    [Fact]
    public Task Fix_All_keeps_comments_and_line_breaks() => Verify.Fix<NameIsIllFormedFix>(
        """
        _ = KeyRequest.Named(/* before */ {|ORK1003:"a\n"|} /* after */).Limit(1m); // end
                _ = request.WithName(name: {|ORK1003:("b\r\n")|});
        """,
        """
        _ = KeyRequest.Named(/* before */ "a" /* after */).Limit(1m); // end
                _ = request.WithName(name: ("b"));
        """);

    [Theory]
    [InlineData("_ = KeyRequest.Named({|ORK1003:\"a\" + \"\\n\"|});")]
    [InlineData("const string name = \"a\\n\"; _ = KeyRequest.Named({|ORK1003:name|});")]
    [InlineData("_ = KeyRequest.Named({|ORK1003:$\"a\\n\"|});")]
    [InlineData("_ = KeyRequest.Named({|ORK1003:\"\\0 \\uD800\"|});")]
    [InlineData("_ = KeyRequest.FromJson(\"{\\\"name\\\":{|ORK1003:\\\"a\\\\n\\\"|}}\");")]
    [InlineData("const string json = \"{\\\"name\\\":\\\"a\\\\n\\\"}\"; _ = KeyRequest.FromJson({|ORK1003:json|});")]
    public Task Expression_other_than_a_literal_or_a_blank_result_has_no_fix(string statements) => Verify.NoFix<NameIsIllFormedFix>(statements);
}
