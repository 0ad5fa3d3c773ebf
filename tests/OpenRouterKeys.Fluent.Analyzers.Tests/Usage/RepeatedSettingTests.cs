namespace OpenRouterKeys.Fluent.Analyzers.Tests;

/// <summary>The language's shapes that a chain, a value or a key may stand in.</summary>
public class ShapeTests
{
    private const string Key = "\"sk-or-v1-0123456789abcdef0123456789abcdef\"";

    [Theory]
    [InlineData("Func<KeyRequest> R = () => KeyRequest.Named(\"a\").Limit(1m).{|ORK2002:Limit(2m)|};")]
    [InlineData("KeyRequest R { get; } = KeyRequest.Named(\"a\").Limit(1m).{|ORK2002:Limit(2m)|};")]
    [InlineData("KeyRequest R { get => KeyRequest.Named(\"a\").Limit(1m).{|ORK2002:Limit(2m)|}; set { } }")]
    [InlineData("KeyRequest this[int i] => KeyRequest.Named(\"a\").Limit(1m).{|ORK2002:Limit(2m)|};")]
    [InlineData("public static C operator +(C c, decimal usd) { _ = KeyRequest.Named(\"a\").Limit(usd).{|ORK2002:Limit(2m)|}; return c; }")]
    [InlineData("C() : this(KeyRequest.Named(\"a\").Limit(1m).{|ORK2002:Limit(2m)|}) { } C(KeyRequest r) { }")]
    [InlineData("class D(KeyRequest r) { } class E() : D(KeyRequest.Named(\"a\").Limit(1m).{|ORK2002:Limit(2m)|});")]
    [InlineData("record D(KeyRequest R) { public D Small => this with { R = KeyRequest.Named(\"a\").Limit(1m).{|ORK2002:Limit(2m)|} }; }")]
    [InlineData("object R = new { A = KeyRequest.Named(\"a\").Limit(1m).{|ORK2002:Limit(2m)|} };")]
    [InlineData("KeyRequest[] R = [KeyRequest.Named(\"a\").Limit(1m).{|ORK2002:Limit(2m)|}];")]
    [InlineData("(KeyRequest, int) R = (KeyRequest.Named(\"a\").Limit(1m).{|ORK2002:Limit(2m)|}, 1);")]
    [InlineData("KeyRequest R(KeyRequest r) => r ?? KeyRequest.Named(\"a\").Limit(1m).{|ORK2002:Limit(2m)|};")]
    [InlineData("KeyRequest R(bool b) => b ? KeyRequest.Named(\"a\").Limit(1m).{|ORK2002:Limit(2m)|} : throw new Exception();")]
    [InlineData("KeyRequest R(int n) => n switch { 1 => KeyRequest.Named(\"a\").Limit(1m).{|ORK2002:Limit(2m)|}, _ => null };")]
    [InlineData("object R(int[] n) => from i in n let r = KeyRequest.Named(\"a\").Limit(1m).{|ORK2002:Limit(2m)|} select r.Limit(i);")]
    [InlineData("System.Linq.Expressions.Expression<Func<KeyRequest>> R = () => KeyRequest.Named(\"a\").Limit(1m).{|ORK2002:Limit(2m)|};")]
    [InlineData("async IAsyncEnumerable<KeyRequest> R() { await Task.Yield(); yield return KeyRequest.Named(\"a\").Limit(1m).{|ORK2002:Limit(2m)|}; }")]
    [InlineData("void R() { KeyRequest Local() => KeyRequest.Named(\"a\").Limit(1m).{|ORK2002:Limit(2m)|}; _ = Local(); }")]
    [InlineData("bool R() => KeyRequest.Named(\"a\").Limit(1m).{|ORK2002:Limit(2m)|} is { LimitUsd: > 1 };")]
    [InlineData("string R() => $\"{KeyRequest.Named(\"a\").Limit(1m).{|ORK2002:Limit(2m)|}}\";")]
    [InlineData("KeyRequest R() => KeyRequest\n.Named(\"a\") // first\n.Limit(1m)\n/* second */ .{|ORK2002:Limit(2m)|};")]
    [InlineData("KeyRequest R() => (KeyRequest.Named(\"a\"))!.Limit(1m)!.{|ORK2002:Limit(2m)|}!;")]
    public Task A_chain_is_seen_wherever_it_stands(string member) => Verify.Members(member);

    [Theory]
    [InlineData("Func<string> R = () => KeyRequest.Named(\"a\").{|ORK1007:ResetsDaily()|}.ToJson();")]
    [InlineData("Func<string> R = () => { var r = KeyRequest.Named(\"a\").{|ORK1007:ResetsDaily()|}; return r.ToJson(); };")]
    [InlineData("async IAsyncEnumerable<CreatedKey> R(IOpenRouterKeysClient c) { yield return await KeyRequest.Named(\"a\").{|ORK1007:ResetsDaily()|}.SendAsync(c); }")]
    [InlineData("async Task R(IOpenRouterKeysClient c, IAsyncEnumerable<KeyInfo> all) { await foreach (var k in all) { var x = await c.CreateAsync(KeyRequest.Named(k.Name).{|ORK1007:ResetsDaily()|}); } }")]
    [InlineData("object R(string[] all) => from n in all select KeyRequest.Named(n).{|ORK1007:ResetsDaily()|}.ToJson();")]
    [InlineData("static readonly KeyRequest S = KeyRequest.Unnamed.{|ORK1007:ResetsDaily()|}; string R(string n) => S.WithName(n).ToJson();")]
    [InlineData("KeyRequest S = KeyRequest.Unnamed.ResetsDaily(); string R(string n) => S.WithName(n).ToJson();")]
    [InlineData("string R(KeyRequest r) => r.ResetsDaily().ToJson();")]
    public Task So_is_the_request_that_is_used(string member) => Verify.Members(member);

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
    public Task A_key_is_seen_wherever_it_stands(string member) => Verify.Members(member);

    [Theory]
    [InlineData("KeyRequest R() => KeyRequest.Named({|ORK1001:string.Empty|}).Limit(usd: {|ORK1004:-(1m)|});")]
    [InlineData("const string A = \"\"; const string B = A + \" \"; KeyRequest R() => KeyRequest.Named({|ORK1001:$\"{A}{B}\"|});")]
    [InlineData("const int Cents = -500; KeyRequest R(KeyRequest r) => r.Limit({|ORK1004:Cents / 100m|});")]
    [InlineData("const decimal Usd = 5m; KeyRequest R(KeyRequest r) => r?.Limit({|ORK1004:-Usd|});")]
    [InlineData("static readonly decimal? Usd = -5; KeyRequest R(KeyRequest r) => r.Limit({|ORK1004:Usd!.Value|});")]
    [InlineData("KeyRequest R(KeyRequest r) => r.ExpiresIn(timeProvider: TimeProvider.System, lifetime: {|ORK1008:TimeSpan.Zero|});")]
    [InlineData("KeyRequest R(KeyRequest r) => r.InWorkspace({|ORK1010:new()|}).ExpiresAt({|ORK1008:new(2020, 1, 1, 0, 0, 0, default)|});")]
    [InlineData("static readonly Guid None = default; KeyRequest R(KeyRequest r) => r.InWorkspace({|ORK1010:C.None|});")]
    [InlineData("KeyRequest R(in decimal usd) => KeyRequest.Named(\"a\").Limit(usd);")]
    [InlineData("KeyRequest R(decimal usd = -1m) => KeyRequest.Named(\"a\").Limit(usd);")]
    [InlineData("decimal Usd => -1m; KeyRequest R() => KeyRequest.Named(\"a\").Limit(Usd);")]
    [InlineData("KeyRequest R(dynamic usd) => KeyRequest.Named(\"a\").Limit(usd);")]
    [InlineData("KeyRequest R(bool b) => KeyRequest.Named(\"a\").Limit(b ? -1m : 1m);")]
    public Task A_value_is_seen_where_it_is_certain(string member) => Verify.Members(member);
}
