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
    public void What_would_begin_another_line_is_escaped_and_the_rest_stays(string text, string line) => Assert.Equal(line, LogText.Escape(text));

    [Fact]
    public void Half_of_a_pair_is_escaped() =>
        Assert.Equal("a\\uD83Db\uD83D\uDE00\\uDE00", LogText.Escape(Escaped.Text("a\\uD83Db\\uD83D\\uDE00\\uDE00")));

    [Theory]
    [InlineData("0123456789", "0123456789")]
    [InlineData("0123456789a", "0123456...")]
    [InlineData("012345\uD83D\uDE00789a", "012345...")]
    [InlineData("01234\uD83D\uDE00789ab", "01234\uD83D\uDE00...")]
    public void A_long_text_is_cut_with_a_mark_and_not_inside_a_character(string text, string cut) => Assert.Equal(cut, LogText.Truncate(text, 10));

    [Fact]
    public void A_name_is_scrubbed_before_it_is_cut()
    {
        Assert.Equal("key ***", LogText.FromName("key sk-or-v1-0123456789abcdef0123456789abcdef"));
        Assert.Equal(new string('x', 100), LogText.FromName(new string('x', 100)));
        Assert.Equal(new string('x', 97) + "...", LogText.FromName(new string('x', 101)));
    }
}
