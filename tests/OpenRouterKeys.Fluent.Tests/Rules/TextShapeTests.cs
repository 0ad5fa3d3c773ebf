using OpenRouterKeys.Fluent.Rules;

namespace OpenRouterKeys.Fluent.Tests.Rules;

public class TextShapeTests
{
    [Theory]
    [InlineData("", "")]
    [InlineData("a b", "a b")]
    [InlineData("\uD83D\uDE00a\uD83D\uDE00", "\uD83D\uDE00a\uD83D\uDE00")]
    [InlineData("a\tb\u007F\u009Fc\u0000", "abc")]
    [InlineData("a\\uD83D\\uD83D\\uDE00b\\uDE00", "a\uD83D\uDE00b")]
    public void RemoveIllFormed_removes_control_characters_and_lone_surrogates(string escaped, string expected) =>
        Assert.Equal(expected, TextShape.RemoveIllFormed(TestText.Unescape(escaped)));

    [Theory]
    [InlineData("a\u001F", true)]
    [InlineData("a\u0020", false)]
    [InlineData("a\u007E", false)]
    [InlineData("a\u007F", true)]
    [InlineData("a\u0080", true)]
    [InlineData("a\u009F", true)]
    [InlineData("a\u00A0", false)]
    [InlineData("a\\uD83D", true)]
    [InlineData("\\uD83D\\uD83D\\uDE00", true)]
    [InlineData("\uD83D\uDE00\n", true)]
    public void IsIllFormed_finds_control_characters_and_lone_surrogates(string escaped, bool isIllFormed) =>
        Assert.Equal(isIllFormed, TextShape.IsIllFormed(TestText.Unescape(escaped)));

    [Theory]
    [InlineData('\u0008', false)]
    [InlineData('\t', true)]
    [InlineData('\r', true)]
    [InlineData('\u000E', false)]
    [InlineData('\u001F', false)]
    [InlineData(' ', true)]
    [InlineData('!', false)]
    [InlineData('\u0085', true)]
    [InlineData('\u00A0', true)]
    [InlineData('\u1680', true)]
    [InlineData('\u180E', false)]
    [InlineData('\u1FFF', false)]
    [InlineData('\u2000', true)]
    [InlineData('\u200A', true)]
    [InlineData('\u200B', false)]
    [InlineData('\u2028', true)]
    [InlineData('\u2029', true)]
    [InlineData('\u202F', true)]
    [InlineData('\u205F', true)]
    [InlineData('\u3000', true)]
    [InlineData('\u3001', false)]
    public void IsBlank_uses_the_white_space_of_Unicode_17(char character, bool isBlank) =>
        Assert.Equal((isBlank, false), (TextShape.IsBlank(new string(character, 2)), TextShape.IsBlank($"{character}a")));

    [Fact]
    public void Null_is_blank_and_well_formed() => Assert.Equal((true, false), (TextShape.IsBlank(null), TextShape.IsIllFormed(null)));
}
