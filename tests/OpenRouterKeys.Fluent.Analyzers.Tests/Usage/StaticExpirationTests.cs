namespace OpenRouterKeys.Fluent.Analyzers.Tests.Usage;

/// <summary>Tests ORK2005.</summary>
public class StaticExpirationTests
{
    [Theory]
    [InlineData("static readonly KeyRequest R = KeyRequest.Named(\"a\").{|ORK2005:ExpiresIn(TimeSpan.FromDays(1))|};")]
    [InlineData("static KeyRequest R { get; } = KeyRequest.Named(\"a\").{|ORK2005:ExpiresIn(TimeSpan.FromDays(1))|};")]
    [InlineData("static readonly KeyRequest R; static C() { R = KeyRequest.Named(\"a\").{|ORK2005:ExpiresIn(TimeSpan.FromDays(1))|}; }")]
    [InlineData("static readonly KeyRequest[] R = [KeyRequest.Named(\"a\").{|ORK2005:ExpiresIn(TimeSpan.FromDays(1))|}];")]
    [InlineData("static readonly List<KeyRequest> R = new() { KeyRequest.Named(\"a\").{|ORK2005:ExpiresIn(TimeSpan.FromDays(1))|}.EnsureValid() };")]
    [InlineData("static readonly Dictionary<int, KeyRequest> R = new() { [1] = KeyRequest.Named(\"a\").{|ORK2005:ExpiresIn(TimeSpan.FromDays(1))|} };")]
    [InlineData("static readonly KeyRequest R = Tagged(KeyRequest.Named(\"a\").{|ORK2005:ExpiresIn(TimeSpan.FromDays(1))|}); static KeyRequest Tagged(KeyRequest r) => r;")]
    [InlineData("static readonly KeyRequest R = KeyRequest.Named(\"a\").{|ORK2005:ExpiresIn(TimeSpan.FromDays(1), TimeProvider.System)|};")]
    [InlineData("static readonly KeyRequest R = KeyRequest.Named(\"a\").{|ORK2005:ExpiresIn(TimeSpan.FromDays(1), null)|};")]
    [InlineData("static readonly TimeProvider Time = new FixedTime(); static readonly KeyRequest R = KeyRequest.Named(\"a\").ExpiresIn(TimeSpan.FromDays(1), Time); class FixedTime : TimeProvider;")]
    [InlineData("static readonly Task<string> R = Send(KeyRequest.Named(\"a\").ExpiresIn(TimeSpan.FromDays(1))); static Task<string> Send(KeyRequest r) => null;")]
    [InlineData("static readonly string R; static C() { var r = KeyRequest.Named(\"a\").ExpiresIn(TimeSpan.FromDays(1)); R = r.ToJson(); }")]
    [InlineData("static readonly DateTimeOffset? R = KeyRequest.Named(\"a\").ExpiresIn(TimeSpan.FromDays(1)).Expiration;")]
    [InlineData("static KeyRequest R => KeyRequest.Named(\"a\").ExpiresIn(TimeSpan.FromDays(1));")]
    [InlineData("static readonly Func<KeyRequest> R = () => KeyRequest.Named(\"a\").ExpiresIn(TimeSpan.FromDays(1));")]
    [InlineData("static readonly string R = KeyRequest.Named(\"a\").ExpiresIn(TimeSpan.FromDays(1)).IncludesByok().ToJson();")]
    [InlineData("readonly KeyRequest _r = KeyRequest.Named(\"a\").ExpiresIn(TimeSpan.FromDays(1));")]
    [InlineData("static readonly KeyRequest R = KeyRequest.Named(\"a\").ExpiresAt(DateTimeOffset.MaxValue);")]
    public Task ExpiresIn_in_a_static_initializer_is_reported_if_the_request_is_stored(string members) => Verify.Members(members);
}
