namespace OpenRouterKeys.Fluent.Analyzers.Tests.Secrets;

/// <summary>Tests ORK3001.</summary>
public class HardCodedKeyTests
{
    private const string Digits = "0123456789abcdef0123456789abcdef";
    private const string Key = "\"sk-or-v1-0123456789abcdef0123456789abcdef\"";

    [Theory]
    [InlineData("var a = {|ORK3001:\"sk-or-v1-" + Digits + "\"|};")]
    [InlineData("var a = {|ORK3001:\"x sk-or-" + Digits + " y\"|};")]
    [InlineData("var a = {|ORK3001:@\"sk-or-v1-" + Digits + "\"|};")]
    [InlineData("var a = {|ORK3001:\"sk-or-v1-" + Digits + "\"u8|}.ToArray();")]
    [InlineData("var a = {|ORK3001:\"\"\"sk-or-v1-" + Digits + "\"\"\"|};")]
    [InlineData("var a = $\"{text}{|ORK3001: sk-or-v1-" + Digits + "|}\";")]
    [InlineData("const string a = {|ORK3001:\"sk-or-v1-\" + \"" + Digits + "\"|};")]
    [InlineData("const string p = \"sk-or-v1-\"; const string a = {|ORK3001:p + \"" + Digits + "\"|};")]
    [InlineData("var a = \"task-or-" + Digits + "\";")]
    [InlineData("var a = \"sk-or-v1-\" + text;")]
    [InlineData("var a = \"sk-or-v1-abc...xyz\";")]
    [InlineData("var a = \"" + Digits + Digits + "\";")]
    [InlineData("var a = \"sk-or-v1-0123456789abcdef0123456789abcde\";")]
    public Task Whole_key_in_a_constant_is_reported(string statements) => Verify.Body(statements);

    [Theory]
    [InlineData("[Obsolete({|ORK3001:" + Key + "|})] void M() { }")]
    [InlineData("void M(string key = {|ORK3001:" + Key + "|}) { }")]
    [InlineData("bool M(string key) => key is {|ORK3001:" + Key + "|};")]
    [InlineData("int M(string key) => key switch { {|ORK3001:" + Key + "|} => 1, _ => 0 };")]
    [InlineData("void M(string key) { switch (key) { case {|ORK3001:" + Key + "|}: break; } }")]
    [InlineData("const string M = {|ORK3001:" + Key + "|};")]
    [InlineData("string[] M = [{|ORK3001:" + Key + "|}];")]
    [InlineData("static ReadOnlySpan<byte> M => {|ORK3001:" + Key + "u8|};")]
    [InlineData("string M(string a) => a + ({|ORK3001:\"sk-or-v1-\" + \"0123456789abcdef\" + \"0123456789abcdef\"|});")]
    [InlineData("const string P = \"sk-or-v1-\"; string M => {|ORK3001:$\"{P}0123456789abcdef0123456789abcdef\"|};")]
    public Task Key_in_any_member_is_reported(string member) => Verify.Members(member);
}
