namespace OpenRouterKeys.Fluent.Analyzers.Tests.Secrets;

/// <summary>Tests ORK3001.</summary>
public class HardCodedKeyTests
{
    private const string Digits = "0123456789abcdef0123456789abcdef";
    private const string Key = "\"sk-or-v1-0123456789abcdef0123456789abcdef\"";
    private const string Zeros = "00000000000000000000000000000000";
    private const string Pattern = "0123abcd0123abcd0123abcd0123abcd";

    [Theory]
    [InlineData("var a = {|ORK3001:\"sk-or-v1-" + Digits + "\"|};")]
    [InlineData("var a = {|ORK3001:\"x sk-or-" + Digits + " y\"|};")]
    [InlineData("var a = {|ORK3001:@\"sk-or-v1-" + Digits + "\"|};")]
    [InlineData("var a = {|ORK3001:\"sk-or-v1-" + Digits + "\"u8|}.ToArray();")]
    [InlineData("var a = {|ORK3001:@\"sk-or-v1-" + Digits + "\"u8|}.ToArray();")]
    [InlineData("var a = {|ORK3001:\"\"\"sk-or-v1-" + Digits + "\"\"\"|};")]
    [InlineData("var a = {|ORK3001:\"\"\"sk-or-v1-" + Digits + "\"\"\"u8|}.ToArray();")]
    [InlineData("var a = {|ORK3001:\"\"\"\n    sk-or-v1-" + Digits + "\n    \"\"\"|};")]
    [InlineData("var a = {|ORK3001:\"sk-or-v1-\\u0030" + Digits + "\"|};")]
    [InlineData("var a = $\"{text}{|ORK3001: sk-or-v1-" + Digits + "|}\";")]
    [InlineData("var a = $@\"{text}{|ORK3001: sk-or-v1-" + Digits + "|}\";")]
    [InlineData("var a = $\"\"\"{|ORK3001:sk-or-v1-" + Digits + "|}{text}\"\"\";")]
    [InlineData("FormattableString a = $\"{|ORK3001:sk-or-v1-" + Digits + "|}{text}\";")]
    [InlineData("var a = {|ORK3001:\"sk-or-v1-" + Digits + "\"|} + {|ORK3001:\"sk-or-v1-" + Digits + "\"|};")]
    [InlineData("var a = {|ORK3001:\"{\\\"key\\\":\\\"sk-or-v1-" + Digits + "\\\"}\"|};")]
    [InlineData("var a = {|ORK3001:\"sk-or-v1-" + Zeros + " sk-or-v1-" + Digits + "\"|};")]
    [InlineData("var a = {|ORK3001:\"sk-or-v1-" + Zeros + "0123456789abcdef\"|};")]
    [InlineData("var a = {|ORK3001:\"sk-or-v1-012345678012345678012345678012345678\"|};")]
    [InlineData("var a = {|ORK3001:\"sk-or-v1-0123abcd0123abcd0123abcd0123abce\"|};")]
    public Task Whole_key_in_a_literal_is_reported(string statements) => Verify.Body(statements);

    [Theory]
    [InlineData("const string a = {|ORK3001:\"sk-or-v1-\" + \"" + Digits + "\"|};")]
    [InlineData("var a = {|ORK3001:\"key: \" + \"sk-or-\" + \"v1-\" + \"" + Digits + "\"|} + \" (old)\";")]
    [InlineData("var a = {|ORK3001:\"sk-or-v1-\" + (\"01234567\" + \"89abcdef\" + $\"01234567\") + \"89abcdef\"|};")]
    [InlineData("var a = {|ORK3001:\"sk-or-v1-" + Digits + "\"|} + \"" + Digits + "\";")]
    [InlineData("var a = {|ORK3001:\"sk-or-v1-" + Zeros + "\" + \"" + Digits + "\"|};")]
    [InlineData("var a = {|ORK3001:\"sk-or-v1-\" + \"" + Zeros + "\" + \"" + Digits + "\"|};")]
    [InlineData("var a = {|ORK3001:\"sk-\" + \"or-v1-\" + \"" + Digits + "\"|};")]
    [InlineData("const string p = \"sk-or-v1-\"; const string a = {|ORK3001:p + \"" + Digits + "\"|};")]
    [InlineData("const string p = \"sk-or-v1-\"; var a = {|ORK3001:p + \"" + Digits + "\"|} + \"" + Digits + "\";")]
    [InlineData("const string p = \"sk-or-v1-\"; var a = {|ORK3001:p + \"" + Zeros + "\" + \"" + Digits + "\"|};")]
    [InlineData("const string p = \"sk-or-\"; const string v = \"v1-\"; var a = {|ORK3001:$\"key {p}{v}" + Digits + "\"|};")]
    [InlineData("const string d = \"" + Digits + "\"; var a = {|ORK3001:\"sk-or-v1-\" + d|};")]
    [InlineData("const string d = \"" + Digits + "\"; var a = {|ORK3001:$\"sk-or-v1-{d}\"|};")]
    public Task Whole_key_in_a_constant_concatenation_is_reported_once(string statements) => Verify.Body(statements);

    [Fact]
    public Task Whole_key_in_a_concatenation_of_utf8_literals_is_reported() =>
        Verify.Members("static ReadOnlySpan<byte> Key => {|ORK3001:\"sk-or-v1-\"u8 + \"" + Digits + "\"u8|};");

    [Theory]
    [InlineData("[Obsolete({|ORK3001:" + Key + "|})] void M() { }")]
    [InlineData("[Obsolete({|ORK3001:\"sk-or-v1-\" + \"" + Digits + "\"|})] void M() { }")]
    [InlineData("void M(string key = {|ORK3001:" + Key + "|}) { }")]
    [InlineData("void M(string key = {|ORK3001:\"sk-or-v1-\" + \"" + Digits + "\"|}) { }")]
    [InlineData("bool M(string key) => key is {|ORK3001:" + Key + "|};")]
    [InlineData("int M(string key) => key switch { {|ORK3001:" + Key + "|} => 1, _ => 0 };")]
    [InlineData("void M(string key) { switch (key) { case {|ORK3001:" + Key + "|}: break; } }")]
    [InlineData("const string M = {|ORK3001:" + Key + "|};")]
    [InlineData("string[] M = [{|ORK3001:" + Key + "|}];")]
    [InlineData("static ReadOnlySpan<byte> M => {|ORK3001:" + Key + "u8|};")]
    [InlineData("string M(string a) => a + ({|ORK3001:\"sk-or-v1-\" + \"0123456789abcdef\" + \"0123456789abcdef\"|});")]
    [InlineData("const string P = \"sk-or-v1-\"; string M => {|ORK3001:$\"{P}0123456789abcdef0123456789abcdef\"|};")]
    public Task Key_in_any_member_is_reported(string member) => Verify.Members(member);

    [Theory]
    [InlineData("\"task-or-" + Digits + "\"")]
    [InlineData("\"sk-or-v1-\" + text")]
    [InlineData("\"sk-or-v1-\" + text + \"" + Digits + "\"")]
    [InlineData("text + \"sk-or-v1-\" + \"" + Digits + "\"")]
    [InlineData("$\"sk-or-v1-{text}" + Digits + "\"")]
    [InlineData("$\"sk-or-v1-{1}" + Digits + "\"")]
    [InlineData("$\"{\"sk-or-v1-\",20}" + Digits + "\"")]
    [InlineData("\"sk-or-v1-abc...xyz\"")]
    [InlineData("\"" + Digits + Digits + "\"")]
    [InlineData("\"" + Digits + "\" + \"" + Digits + "\"")]
    [InlineData("\"sk-or-v1-0123456789abcdef0123456789abcde\"")]
    [InlineData("\"sk-or-v1-\" + \"0123456789abcdef0123456789abcde\"")]
    [InlineData("\"sk-or-v1-\" + 1 + \"" + Digits + "\"")]
    [InlineData("\"sk-or-v1-\" + \"\" + null")]
    [InlineData("$\"sk-or-v1-{\"\"}{$\"\"}\"")]
    [InlineData("nameof(text) + \"" + Digits + "\"")]
    public Task Other_text_is_not_reported(string expression) => Verify.Body($"var a = {expression};");

    [Theory]
    [InlineData("\"sk-or-v1-" + Zeros + Zeros + "\"")]
    [InlineData("\"sk-or-v1-" + Pattern + Pattern + "\"")]
    [InlineData("\"sk-or-v1-" + Pattern + "0123A\"")]
    [InlineData("\"sk-or-v1-0123ABCD0123abcd0123ABCD0123abcd\"")]
    [InlineData("\"sk-or-v1-aaaaabbbbbcccccdddddeeeeeAAAAABBBBB\"")]
    [InlineData("\"sk-or-v1-00000000000000000000000000000001\"")]
    [InlineData("\"sk-or-v1-deadbeefdeadbeefdeadbeefdeadbeef\"")]
    [InlineData("\"sk-or-v1-123456123456123456123456123456123456\"")]
    [InlineData("\"sk-or-" + Zeros + "\"")]
    [InlineData("@\"sk-or-v1-" + Zeros + "\"")]
    [InlineData("\"sk-or-v1-" + Zeros + "\"u8.ToArray()")]
    [InlineData("\"\"\"sk-or-v1-" + Pattern + "\"\"\"")]
    [InlineData("$\"{text} sk-or-v1-" + Pattern + "\"")]
    [InlineData("\"sk-or-v1-\" + \"" + Zeros + "\"")]
    [InlineData("\"sk-or-v1-\" + \"" + Pattern + "\" + \"" + Pattern + "\"")]
    [InlineData("\"sk-or-v1-" + Pattern + "\" + \"" + Pattern + "\"")]
    [InlineData("\"sk-or-v1-\" + (\"0123abcd0123abcd\" + \"0123abcd0123abcd\")")]
    [InlineData("\"sk-or-v1-" + Zeros + "\" + text")]
    public Task Placeholder_is_not_reported(string expression) => Verify.Body($"var a = {expression};");

    [Theory]
    [InlineData("/// <summary>\"sk-or-v1-" + Digits + "\"</summary>\nvoid M() { }")]
    [InlineData("// " + Key + "\nvoid M() { }")]
    [InlineData("#region " + Key + "\nvoid M() { }\n#endregion")]
    public Task Key_outside_of_a_literal_is_not_reported(string member) => Verify.Members(member);

    [Theory]
    [InlineData("var a = \"sk-or-v1-\" + {|CS1525:;|}")]
    [InlineData("var a = \"sk-or-v1-\" + $\"\" + {|CS0103:b|} + \"" + Digits + "\";")]
    public Task Incomplete_code_is_not_reported(string statements) => Verify.Body(statements);
}
