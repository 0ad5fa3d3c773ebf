using System.Text.Json;
using OpenRouterKeys.Fluent.Rules.Json;

namespace OpenRouterKeys.Fluent.Tests.Rules.Json;

public class JsonParserTests
{
    [Theory]
    [InlineData(" {\"a\":[1]} ", "Object", 1, 9, "")]
    [InlineData("[ [], {} ]", "Array", 0, 10, "")]
    [InlineData("\"\\u0061\\t\\/\\\\\\\"\\b\\f\\n\\r\"", "String", 0, 24, "a\t/\\\"\b\f\n\r")]
    [InlineData("\"\\u09af\\uFAE0\"", "String", 0, 14, "\u09AF\uFAE0")]
    [InlineData(" -0.5e+10", "Number", 1, 8, "-0.5e+10")]
    [InlineData("true", "True", 0, 4, "")]
    [InlineData("false", "False", 0, 5, "")]
    [InlineData("\tnull", "Null", 1, 4, "")]
    public void Value_is_read_with_its_position(string json, string kind, int start, int length, string text)
    {
        var parser = new JsonParser(json);

        Assert.True(parser.Parse(out var root));
        Assert.Equal((kind, start, length, text), (root.Kind.ToString(), root.Start, root.Length, root.Text));
        Assert.Null(parser.Error);
    }

    [Theory]
    [InlineData("""{"a\}""", 4)]
    [InlineData("""["\u00g0"]""", 6)]
    [InlineData("""["\u00G0"]""", 6)]
    [InlineData("""["\u00@0"]""", 6)]
    [InlineData("""["\u00:0"]""", 6)]
    [InlineData("[1,]", 3)]
    [InlineData("[tru,1]", 1)]
    [InlineData("{\"a\":nul}", 5)]
    [InlineData("[1", 2)]
    public void Syntax_error_is_reported_at_its_position(string json, int position)
    {
        var parser = new JsonParser(json);

        Assert.False(parser.Parse(out _));
        Assert.Equal(position, parser.ErrorAt);
    }

    [Theory]
    [InlineData(64, true)]
    [InlineData(65, false)]
    public void Nesting_of_more_than_64_levels_is_an_error(int depth, bool isRead) =>
        Assert.Equal(isRead, new JsonParser(string.Concat(Enumerable.Repeat("{\"a\":", depth - 1)) + "{}" + new string('}', depth - 1)).Parse(out _));

    [Theory]
    [InlineData("[1,]")]
    [InlineData("[1 , /* c */ ]")]
    [InlineData("{\"a\":1,}")]
    [InlineData("// c\n{ /**/ \"a\" : // b\n [ /* ] */ ] } // end")]
    [InlineData("5 /* c\u2028 */")]
    [InlineData("{\"a\" /* c */ : 1}")]
    [InlineData("{\"a\" // c\n : 1}")]
    [InlineData("{\"a\" \n:/* c */1 /* c */, /* c */ }")]
    [InlineData("[1 /* c */, /* c */ 2]")]
    [InlineData("[/* c */]")]
    [InlineData("5//")]
    [InlineData("5 // c \u2028")]
    [InlineData("[,]")]
    [InlineData("{,}")]
    [InlineData("[1,,]")]
    [InlineData("[1],")]
    [InlineData("5 /")]
    [InlineData("5 / /")]
    [InlineData("5 /*/")]
    [InlineData("5 /* c")]
    [InlineData("# c\n5")]
    [InlineData("// c")]
    public void Lenient_mode_accepts_the_same_texts_as_a_configuration_file(string json)
    {
        bool isAccepted;
        try
        {
            using var document = JsonDocument.Parse(json, new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true });
            isAccepted = true;
        }
        catch (JsonException)
        {
            isAccepted = false;
        }

        Assert.Equal(isAccepted, new JsonParser(json, isLenient: true).Parse(out _));
        Assert.False(new JsonParser(json).Parse(out _));
    }

    [Fact]
    public void White_space_between_tokens_is_skipped() =>
        Assert.True(new JsonParser("\r\n{ \"a\" : [ 1 , 2 ] ,\t\"b\" : { } , \"c\" : [ ] } ").Parse(out _));

    [Fact]
    public void Properties_are_those_of_the_outermost_object()
    {
        var parser = new JsonParser("""{"a":{"b":[{"c":1}]},"d":2,"d":3}""");

        Assert.True(parser.Parse(out _));
        Assert.Equal(["a 1", "d 21", "d 27"], parser.Properties.Select(property => $"{property.Name.Text} {property.Name.Start}"));
    }

    [Fact]
    public void Properties_of_an_inner_object_have_their_positions_in_the_text()
    {
        const string Json = """{"a": {"b":[{"c":1}], "d":2 } ,"e":3}""";
        var parser = new JsonParser(Json);

        Assert.True(parser.Parse(out _));
        Assert.Equal(
            ["b 7 11+9", "d 22 26+1"],
            JsonParser.PropertiesOf(parser.Properties[0].Value, Json)
                .Select(property => $"{property.Name.Text} {property.Name.Start} {property.Value.Start}+{property.Value.Length}"));
    }
}
