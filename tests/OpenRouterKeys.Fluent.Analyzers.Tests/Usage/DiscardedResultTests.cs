namespace OpenRouterKeys.Fluent.Analyzers.Tests.Usage;

/// <summary>Tests ORK2001.</summary>
public class DiscardedResultTests
{
    [Theory]
    [InlineData("request.{|ORK2001:Limit(5m)|};")]
    [InlineData("request.Limit(5m).{|ORK2001:ResetsDaily()|};")]
    [InlineData("request?.{|ORK2001:Limit(5m)|};")]
    [InlineData("request?.Limit(5m)?.{|ORK2001:ResetsDaily()|};")]
    [InlineData("(request).{|ORK2001:Limit(5m)|};")]
    [InlineData("(request?.Limit(5m)).{|ORK2001:ResetsDaily()|};")]
    [InlineData("request!.{|ORK2001:Limit(5m)|};")]
    [InlineData("KeyRequest.Named(\"a\").{|ORK2001:Limit(5m)|};")]
    [InlineData("KeyRequest.{|ORK2001:Named(\"a\")|};")]
    [InlineData("KeyRequest.Unnamed.{|ORK2001:WithName(\"a\")|};")]
    [InlineData("request.{|ORK2001:Validate()|};")]
    [InlineData("request.{|ORK2001:Validate(timeProvider: TimeProvider.System)|};")]
    [InlineData("request?.{|ORK2001:Validate()|};")]
    [InlineData("request.{|ORK2001:ToJson()|};")]
    [InlineData("request?.Limit(5m).{|ORK2001:ToJson()|};")]
    [InlineData("request.EnsureValid().{|ORK2001:Limit(5m)|};")]
    [InlineData("if (amount > 0m) request.{|ORK2001:Limit(amount)|};")]
    [InlineData("for (request.{|ORK2001:Limit(1m)|}; amount > 0m; request.{|ORK2001:Limit(2m)|}) { }")]
    [InlineData("Action a = () => { request.{|ORK2001:Limit(5m)|}; }; a();")]
    [InlineData("async void F() { await Task.Yield(); request.{|ORK2001:Limit(5m)|}; } F();")]
    [InlineData("checked { request.{|ORK2001:Limit(5m + amount)|}; }")]
    [InlineData("switch (text) { case \"a\": request.{|ORK2001:Limit(5m)|}; break; }")]
    [InlineData("foreach (var r in from n in new[] { 1 } select request) r.{|ORK2001:Limit(5m)|};")]
    [InlineData("try { request.{|ORK2001:Limit(5m)|}; } catch (Exception) { }")]
    [InlineData("try { } catch (KeyRequestRejectedException) { request.{|ORK2001:Limit(5m)|}; }")]
    public Task Discarded_result_of_a_request_is_reported(string statements) => Verify.Body(statements);

    [Theory]
    [InlineData("_ = request.Limit(5m);")]
    [InlineData("_ = request.Validate();")]
    [InlineData("request = request.Limit(5m);")]
    [InlineData("request.EnsureValid();")]
    [InlineData("request?.EnsureValid();")]
    [InlineData("KeyRequest.FromJson(text);")]
    [InlineData("KeyRequest.TemplateFromJson(text);")]
    [InlineData("using var stream = new System.IO.MemoryStream(); using var writer = new System.Text.Json.Utf8JsonWriter(stream); request.ToString(); request.Equals(request); request.GetHashCode();")]
    [InlineData("Action a = () => request.Limit(5m); a();")]
    [InlineData("Func<KeyRequest> f = () => request.Limit(5m); f();")]
    [InlineData("void F() => request.Validate(); F();")]
    [InlineData("System.Linq.Expressions.Expression<Action<KeyRequest>> e = r => r.Limit(5m);")]
    [InlineData("request.Limit(5m){|CS1002:|}")]
    [InlineData("request.{|CS1061:Limi|}(5m);")]
    [InlineData("request.{|CS7036:Limit|}();")]
    [InlineData("request.Limit(5m).{|CS1001:;|}")]
    [InlineData("try { request.Limit(5m); } catch (InvalidKeyRequestException) { }")]
    public Task Used_or_doubtful_result_is_not_reported(string statements) => Verify.Body(statements);

    [Theory]
    [InlineData("var c = KeyUpdate.Empty; c.{|ORK2001:Limit(5m)|};")]
    [InlineData("var c = KeyUpdate.Empty; c.{|ORK2001:Validate()|}; c.{|ORK2001:ToJson()|};")]
    [InlineData("await client.UpdateAsync(\"h\", update => { update.{|ORK2001:Disable()|}; return update.Limit(1m); });")]
    [InlineData("var c = KeyUpdate.Empty; c = c.Limit(5m); c.EnsureValid(); _ = c.Validate();")]
    public Task Discarded_result_of_an_update_is_reported(string statements) => Verify.Body(statements);

    [Fact]
    public Task Alias_and_static_using_are_reported() => Verify.File(
        """
        using static OpenRouterKeys.Fluent.KeyRequest;
        using Request = OpenRouterKeys.Fluent.KeyRequest;
        {|ORK2001:Named("a")|};
        Request.{|ORK2001:Named("a")|};
        Unnamed.{|ORK2001:Limit(5m)|};
        """,
        Microsoft.CodeAnalysis.OutputKind.ConsoleApplication);

    [Fact]
    public Task Look_alike_type_is_not_reported() => Verify.File(
        """
        namespace Mine
        {
            class KeyRequest { public static KeyRequest Named(string name) => new(); public KeyRequest Limit(decimal usd) => this; public string ToJson() => ""; }
            class C { void M(KeyRequest request) { KeyRequest.Named("a"); request.Limit(1m); request.ToJson(); } }
        }
        """);
}
