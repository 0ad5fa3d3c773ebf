using OpenRouterKeys.Fluent.Rules;

namespace OpenRouterKeys.Fluent.Tests.Rules;

public class KeyShapeTests
{
    private const string SixteenDigits = "0123456789abcdef";
    private const string ThirtyTwoDigits = "0123456789abcdefABCDEF0123456789";

    [Theory]
    [InlineData("sk-or-zzzzzzzzzzzzzzzz", true)]
    [InlineData("sk-or-AAAAAAAAAAAAAAAA", true)]
    [InlineData("sk-or-ZZZZZZZZZZZZZZZZ", true)]
    [InlineData("sk-or-0000000099999999", true)]
    [InlineData("sk-or-v1-aaaaaaaaaaaaaaa", false)]
    [InlineData("sk-or-[[[[[[[[[[[[[[[[", false)]
    [InlineData("sk-or-@@@@@@@@@@@@@@@@", false)]
    [InlineData("sk-or-v1_" + SixteenDigits, false)]
    [InlineData("sk-or-v1", false)]
    [InlineData("sk-or-", false)]
    [InlineData("a" + "sk-or-" + SixteenDigits, false)]
    [InlineData("z" + "sk-or-" + SixteenDigits, false)]
    [InlineData("A" + "sk-or-" + SixteenDigits, false)]
    [InlineData("Z" + "sk-or-" + SixteenDigits, false)]
    [InlineData("_" + "sk-or-" + SixteenDigits, true)]
    public void IsIn_finds_a_key_in_text(string text, bool isIn) => Assert.Equal(isIn, KeyShape.IsIn(text));

    [Theory]
    [InlineData("no key", "no key")]
    [InlineData("sk-or-" + SixteenDigits, "***")]
    [InlineData("a sk-or-v1-" + SixteenDigits + ", b sk-or-" + SixteenDigits + ".", "a ***, b ***.")]
    [InlineData("sk-or-v1-" + SixteenDigits + "_tail-of_it, rest", "***, rest")]
    public void Scrub_masks_every_key_and_keeps_other_text(string text, string masked) => Assert.Equal(masked, KeyShape.Scrub(text));

    [Theory]
    [InlineData("sk-or-v1-" + ThirtyTwoDigits, true)]
    [InlineData("sk-or-" + ThirtyTwoDigits, true)]
    [InlineData("sk-or---" + ThirtyTwoDigits, true)]
    [InlineData("sk-or--v1-" + ThirtyTwoDigits, true)]
    [InlineData("Bearer sk-or-v1-" + ThirtyTwoDigits + "\"", true)]
    [InlineData("sk-or-sk-or-v1-" + ThirtyTwoDigits, true)]
    [InlineData("sk-or-v1-0000000000000000123489999999abcd", true)]
    [InlineData("sk-or-v1-aaaaaaaaaaaaaaaabcdefff0ffffffff", true)]
    [InlineData("sk-or-v1-AAAAAAAAAAAAAAAABCDEFFF0FFFFFFFF", true)]
    [InlineData("sk-or-v1-0123456789abcdefABCDEF012345678", false)]
    [InlineData("sk-or-x1-" + ThirtyTwoDigits, false)]
    [InlineData("sk-or-v1-gggggggggggggggggggggggggggggggg", false)]
    [InlineData("sk-or-v1-GGGGGGGGGGGGGGGGGGGGGGGGGGGGGGGG", false)]
    [InlineData("sk-or-v1-////////////////::::::::::::::::", false)]
    [InlineData("sk-or-v1-@@@@@@@@@@@@@@@@````````````````", false)]
    [InlineData("task-or-v1-" + ThirtyTwoDigits, false)]
    [InlineData("atask-or-v1", false)]
    [InlineData("sk-or-v1-", false)]
    [InlineData("sk-or-v", false)]
    [InlineData("sk-or-", false)]
    [InlineData("v1-" + ThirtyTwoDigits, false)]
    [InlineData("", false)]
    public void IsHardCoded_requires_32_hexadecimal_digits(string text, bool isHardCoded) => Assert.Equal(isHardCoded, KeyShape.IsHardCoded(text));

    [Theory]
    [InlineData("00000000000000000000000000000000", false)]
    [InlineData("00000000000000000000000000000123", false)]
    [InlineData("0000000000000000000000000000abcd", false)]
    [InlineData("aaaabbbbccccddddeeeeAAAABBBBCCCC", false)]
    [InlineData("0000000000000000000000000001234a", true)]
    [InlineData("aaaabbbbccccddddeeeeffffaaaabbbb", true)]
    [InlineData("0123abcd0123abcd0123abcd0123abcd", false)]
    [InlineData("0123abcd0123ABCD0123abcd0123ABCD01", false)]
    [InlineData("0123abcd0123abcd0123abcd0123abce", true)]
    [InlineData("x0123abcd0123abcd0123abcd0123abcd", false)]
    [InlineData("123456123456123456123456123456123456", false)]
    [InlineData("01234567012345670123456701234567012", false)]
    [InlineData("012345678012345678012345678012345678", true)]
    [InlineData("0123456789abcdef0123456789abcdef", true)]
    [InlineData("00000000000000000000000000000000 sk-or-v1-0123456789abcdef0123456789abcdef", true)]
    public void IsHardCoded_excludes_placeholders(string digits, bool isHardCoded) => Assert.Equal(isHardCoded, KeyShape.IsHardCoded("sk-or-v1-" + digits));

    [Theory]
    [InlineData("sk-or-", true)]
    [InlineData("a sk-or-v1-", true)]
    [InlineData(ThirtyTwoDigits, true)]
    [InlineData(ThirtyTwoDigits + "0", true)]
    [InlineData(ThirtyTwoDigits + "-rest", true)]
    [InlineData("0123456789abcdefABCDEF012345678", false)]
    [InlineData("-" + ThirtyTwoDigits, false)]
    [InlineData("a text of more than thirty-two characters", false)]
    [InlineData("sk-", false)]
    [InlineData("", false)]
    public void MayBePart_finds_the_prefix_or_the_digits_of_a_key(string text, bool mayBePart) => Assert.Equal(mayBePart, KeyShape.MayBePart(text));
}
