using OpenRouterKeys.Fluent.Rules;

namespace OpenRouterKeys.Fluent.Tests.Rules;

public class LogTextTests
{
    [Theory]
    [InlineData("plain text", "plain text")]
    [InlineData("two\nlines", "two\\u000Alines")]
    [InlineData("\u2028first", "\\u2028first")]
    [InlineData("last\u2029", "last\\u2029")]
    [InlineData("a\u2028b\u2029c", "a\\u2028b\\u2029c")]
    [InlineData("\t\uD83D\uDE00", "\\u0009\uD83D\uDE00")]
    [InlineData("\u009F", "\\u009F")]
    public void Escape_escapes_line_breaks_and_control_characters(string text, string escaped) => Assert.Equal(escaped, LogText.Escape(text));

    [Fact]
    public void Escape_escapes_lone_surrogates() =>
        Assert.Equal("a\\uD83Db\uD83D\uDE00\\uDE00", LogText.Escape(TestText.Unescape("a\\uD83Db\\uD83D\\uDE00\\uDE00")));

    [Theory]
    [InlineData("0123456789", "0123456789")]
    [InlineData("0123456789a", "0123456...")]
    [InlineData("012345\uD83D\uDE00789a", "012345...")]
    [InlineData("01234\uD83D\uDE00789ab", "01234\uD83D\uDE00...")]
    public void Truncate_appends_dots_and_does_not_split_surrogate_pairs(string text, string truncated) => Assert.Equal(truncated, LogText.Truncate(text, 10));

    [Fact]
    public void FromName_masks_keys_before_it_truncates()
    {
        Assert.Equal("key ***", LogText.FromName("key sk-or-v1-0123456789abcdef0123456789abcdef"));
        Assert.Equal(new string('x', 100), LogText.FromName(new string('x', 100)));
        Assert.Equal(new string('x', 97) + "...", LogText.FromName(new string('x', 101)));
    }
}
