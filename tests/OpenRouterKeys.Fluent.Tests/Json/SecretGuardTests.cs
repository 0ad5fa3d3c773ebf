using System.Text.Json;
using OpenRouterKeys.Fluent.Json;

namespace OpenRouterKeys.Fluent.Tests.Json;

public class SecretGuardTests
{
    private static readonly SecretGuard Guard = new("12345678", ManagementKey.From("management"), ApiKey.From("external key"));

    [Theory]
    [InlineData("nothing", "nothing")]
    [InlineData("12345678", "***")]
    [InlineData("a 12345678 b management c external key d", "a *** b *** c *** d")]
    [InlineData(null, null)]
    public void Secrets_in_text_are_masked(string? text, string? masked) => Assert.Equal(masked, Guard.Scrub(text));

    [Theory]
    [InlineData("1234567", "***")]
    [InlineData("a 1234567 b", "a 1234567 b")]
    public void Short_secret_is_masked_only_if_it_is_the_whole_text(string text, string masked) => Assert.Equal(masked, new SecretGuard("1234567").Scrub(text));

    [Theory]
    [InlineData("h1", "h1")]
    [InlineData("12345678", "")]
    [InlineData("management", "")]
    [InlineData("external key", "")]
    [InlineData("sk-or-v1-0123456789abcdef", "")]
    [InlineData(null, "")]
    public void Hash_that_contains_a_secret_is_replaced_by_an_empty_string(string? hash, string expected) => Assert.Equal(expected, Guard.HashOrEmpty(hash));

    [Theory]
    [InlineData("\"text\"", true)]
    [InlineData("[{\"a\":[1,null,true,\"text\"]}]", true)]
    [InlineData("\"12345678\"", false)]
    [InlineData("[1,\"a management b\"]", false)]
    [InlineData("{\"a\":\"external key\"}", false)]
    [InlineData("{\"a\":{\"b\":\"sk-or-v1-0123456789abcdef\"}}", false)]
    [InlineData("{\"12345678\":1}", false)]
    [InlineData("\"\\ud800\"", false)]
    public void Property_whose_value_contains_a_secret_at_any_depth_is_removed(string json, bool isKept) =>
        Assert.Equal(isKept, Guard.RemoveSecrets(new() { ["a"] = JsonElement.Parse(json) }).ContainsKey("a"));

    [Fact]
    public void Property_whose_name_contains_a_secret_is_removed() =>
        Assert.Equal(["a"], Guard.RemoveSecrets(new() { ["a"] = JsonElement.Parse("1"), ["12345678"] = JsonElement.Parse("1") }).Keys);
}
