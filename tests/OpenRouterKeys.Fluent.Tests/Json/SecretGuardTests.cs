using System.Text.Json;
using OpenRouterKeys.Fluent.Json;

namespace OpenRouterKeys.Fluent.Tests.Json;

/// <summary>Facts that are told beside a secret.</summary>
public class SecretGuardTests
{
    private static readonly SecretGuard Guard = new("12345678", ManagementKey.From("management"));

    [Theory]
    [InlineData("nothing", "nothing")]
    [InlineData("12345678", "***")]
    [InlineData("a 12345678 b management c", "a *** b *** c")]
    [InlineData(null, null)]
    public void Text_is_told_without_a_secret(string? text, string? told) => Assert.Equal(told, Guard.Scrub(text));

    [Theory]
    [InlineData("1234567", "***")]
    [InlineData("a 1234567 b", "a 1234567 b")]
    public void A_short_secret_may_stand_in_other_text_by_chance(string text, string told) => Assert.Equal(told, new SecretGuard("1234567").Scrub(text));

    [Theory]
    [InlineData("h1", "h1")]
    [InlineData("12345678", "")]
    [InlineData("management", "")]
    [InlineData("sk-or-v1-0123456789abcdef", "")]
    [InlineData(null, "")]
    public void A_hash_that_is_a_secret_is_none(string? hash, string told) => Assert.Equal(told, Guard.HashOrEmpty(hash));

    [Theory]
    [InlineData("\"text\"", true)]
    [InlineData("[{\"a\":[1,null,true,\"text\"]}]", true)]
    [InlineData("\"12345678\"", false)]
    [InlineData("[1,\"a management b\"]", false)]
    [InlineData("{\"a\":{\"b\":\"sk-or-v1-0123456789abcdef\"}}", false)]
    [InlineData("{\"12345678\":1}", false)]
    [InlineData("\"\\ud800\"", false)]
    public void A_value_that_holds_one_at_any_depth_is_left_out(string json, bool isKept) =>
        Assert.Equal(isKept, Guard.WithoutSecrets(new() { ["a"] = JsonElement.Parse(json) }).ContainsKey("a"));

    [Fact]
    public void A_name_that_holds_one_is_left_out() =>
        Assert.Equal(["a"], Guard.WithoutSecrets(new() { ["a"] = JsonElement.Parse("1"), ["12345678"] = JsonElement.Parse("1") }).Keys);
}
