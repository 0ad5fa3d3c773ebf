namespace OpenRouterKeys.Fluent.Analyzers.Tests;

public class UsageTests
{
    [Theory]
    [InlineData("request.{|ORK2001:Limit(5m)|};")]
    [InlineData("request.Limit(5m).{|ORK2001:ResetsDaily()|};")]
    [InlineData("request?.{|ORK2001:Limit(5m)|};")]
    [InlineData("KeyRequest.Named(\"a\").{|ORK2001:Limit(5m)|};")]
    [InlineData("if (amount > 0m) request.{|ORK2001:Limit(amount)|};")]
    [InlineData("Action a = () => { request.{|ORK2001:Limit(5m)|}; }; a();")]
    [InlineData("_ = request.Limit(5m);")]
    [InlineData("request = request.Limit(5m);")]
    [InlineData("request.EnsureValid();")]
    [InlineData("request.Validate();")]
    [InlineData("KeyRequest.FromJson(text);")]
    [InlineData("Action a = () => request.Limit(5m); a();")]
    public Task A_step_whose_result_is_thrown_away_is_reported(string statements) => Verify.Body(statements);

    [Theory]
    [InlineData("await request.{|ORK2003:SendAsync(client)|};")]
    [InlineData("await client.{|ORK2003:CreateAsync(request)|};")]
    [InlineData("await client.{|ORK2003:CreateAsync(request)|}.ConfigureAwait(false);")]
    [InlineData("_ = await client.{|ORK2003:CreateAsync(request)|};")]
    [InlineData("await ((IOpenRouterKeysClient)client).{|ORK2003:CreateAsync(request)|};")]
    [InlineData("var created = await client.CreateAsync(request);")]
    [InlineData("var task = client.CreateAsync(request); await task;")]
    [InlineData("Func<Task> a = async () => await client.CreateAsync(request); await a();")]
    [InlineData("Func<Task> a = async () => { await client.{|ORK2003:CreateAsync(request)|}; }; await a();")]
    public Task A_created_key_that_is_thrown_away_is_reported(string statements) => Verify.Body(statements);

    [Theory]
    [InlineData("void M(OpenRouterKeysClient client, KeyRequest request) { client.{|ORK2004:CreateAsync(request)|}; }")]
    [InlineData("void M(OpenRouterKeysClient client, KeyRequest request) { client.{|ORK2004:CreateAsync(request)|}.ConfigureAwait(false); }")]
    [InlineData("void M(OpenRouterKeysClient client, KeyRequest request) { request.{|ORK2004:SendAsync(client)|}; }")]
    [InlineData("void M(OpenRouterKeysClient client, KeyRequest request) { Action a = () => { client?.{|ORK2004:CreateAsync(request)|}; }; }")]
    [InlineData("async Task M(OpenRouterKeysClient client, KeyRequest request) { await Task.Yield(); void F() { client.{|ORK2004:CreateAsync(request)|}; } F(); }")]
    [InlineData("async Task M(OpenRouterKeysClient client, KeyRequest request) { await Task.Yield(); client.CreateAsync(request); }")]
    [InlineData("Task M(OpenRouterKeysClient client, KeyRequest request) => client.CreateAsync(request);")]
    [InlineData("void M(OpenRouterKeysClient client, KeyRequest request) { var t = client.CreateAsync(request); _ = client.CreateAsync(request); }")]
    public Task A_call_that_is_not_awaited_is_reported_where_the_compiler_is_silent(string members) => Verify.Members(members);

    [Theory]
    [InlineData("static readonly KeyRequest R = KeyRequest.Named(\"a\").{|ORK2005:ExpiresIn(TimeSpan.FromDays(1))|};")]
    [InlineData("static KeyRequest R { get; } = KeyRequest.Named(\"a\").{|ORK2005:ExpiresIn(TimeSpan.FromDays(1))|};")]
    [InlineData("static readonly KeyRequest R; static C() { R = KeyRequest.Named(\"a\").{|ORK2005:ExpiresIn(TimeSpan.FromDays(1))|}; }")]
    [InlineData("static KeyRequest R => KeyRequest.Named(\"a\").ExpiresIn(TimeSpan.FromDays(1));")]
    [InlineData("static readonly Func<KeyRequest> R = () => KeyRequest.Named(\"a\").ExpiresIn(TimeSpan.FromDays(1));")]
    [InlineData("static readonly string R = KeyRequest.Named(\"a\").ExpiresIn(TimeSpan.FromDays(1)).CountsByok().ToJson();")]
    [InlineData("readonly KeyRequest _r = KeyRequest.Named(\"a\").ExpiresIn(TimeSpan.FromDays(1));")]
    [InlineData("static readonly KeyRequest R = KeyRequest.Named(\"a\").ExpiresAt(DateTimeOffset.MaxValue);")]
    public Task A_lifetime_in_a_static_initializer_is_reported(string members) => Verify.Members(members);

    private const string Digits = "0123456789abcdef0123456789abcdef";

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
    public Task A_key_in_the_source_is_reported(string statements) => Verify.Body(statements);

    [Theory]
    [InlineData("Console.WriteLine(key.{|ORK3002:Reveal()|});")]
    [InlineData("Console.Write(\"{0} {1}\", 1, key.{|ORK3002:Reveal()|});")]
    [InlineData("Console.WriteLine($\"key: {key.{|ORK3002:Reveal()|}}\");")]
    [InlineData("Console.WriteLine(\"key: \" + key.{|ORK3002:Reveal()|} + \".\");")]
    [InlineData("System.Diagnostics.Debug.WriteLine(key.{|ORK3002:Reveal()|});")]
    [InlineData("System.Diagnostics.Trace.TraceError(key.{|ORK3002:Reveal()|});")]
    [InlineData("throw new InvalidOperationException($\"bad {key.{|ORK3002:Reveal()|}}\");")]
    [InlineData("var header = $\"Bearer {key.Reveal()}\";")]
    [InlineData("Console.WriteLine(key);")]
    [InlineData("Console.WriteLine(key.Reveal().Length);")]
    [InlineData("Console.WriteLine(Hash(key.Reveal())); static string Hash(string s) => s;")]
    [InlineData("System.IO.File.WriteAllText(\"f\", key.Reveal());")]
    public Task A_revealed_secret_that_is_shown_is_reported(string statements) => Verify.Body(statements);
}
