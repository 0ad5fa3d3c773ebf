using System.Text;
using OpenRouterKeys.Fluent.Json;

namespace OpenRouterKeys.Fluent.Tests.Json;

public class ErrorBodyTests
{
    private static readonly ManagementKey Key = ManagementKey.From("canary-4711");

    private static string? Read(string body) => ErrorBody.ReadMessage(Encoding.UTF8.GetBytes(body), Key);

    [Theory]
    [InlineData("""{"error":{"code":400,"message":"no"}}""", "no")]
    [InlineData("""{"error":{"message":"no","code":"400"}}""", "no")]
    [InlineData("""{"error":"no"}""", "no")]
    [InlineData("""{"success":false,"error":{"name":"ZodError","message":"no"}}""", "no")]
    [InlineData("""{"message":"no"}""", "no")]
    [InlineData("""{"message":"outer","error":{"message":"no"}}""", "no")]
    [InlineData("\"no\"", "no")]
    [InlineData("no\r\n", "no")]
    [InlineData("\uFEFFno", "no")]
    [InlineData("""{"error":{"message":"[\n  {\n    \"code\": 1\n  }\n]"}}""", "[ { \"code\": 1 } ]")]
    [InlineData("""{"error":{"code":400}}""", null)]
    [InlineData("""{"error":{"message":7}}""", null)]
    [InlineData("""{"error":null,"message":"no"}""", "no")]
    [InlineData("""{"error":{"message":"cut""", null)]
    [InlineData("""{"error":{"code":400},"message":"outer"}""", "outer")]
    [InlineData("<!DOCTYPE html><html>", null)]
    [InlineData("", null)]
    [InlineData(" ", null)]
    [InlineData("[]", null)]
    [InlineData("""{"error":{"message":"\ud800"}}""", null)]
    public void Message_is_read_from_every_format(string body, string? message) => Assert.Equal(message, Read(body));

    [Theory]
    [InlineData("canary-4711 is wrong", "*** is wrong")]
    [InlineData("CANARY-4711 is wrong", "*** is wrong")]
    [InlineData("key sk-or-v1-0123456789abcdef0123 is off", "key *** is off")]
    [InlineData("sk-or-short-1 and sk-proj-abcdefgh", "*** and ***")]
    [InlineData("disk-or-tape storage", "disk-or-tape storage")]
    public void Credentials_are_masked(string body, string message) => Assert.Equal(message, Read(body));

    [Fact]
    public void Many_credentials_are_masked() => Assert.StartsWith("*** ***", Read(string.Concat(Enumerable.Repeat("sk-abcdefgh ", 80_000))), StringComparison.Ordinal);

    [Fact]
    public void Message_next_to_deeply_nested_metadata_is_read() =>
        Assert.Equal("no", Read("{\"error\":{\"message\":\"no\",\"metadata\":" + new string('[', 500) + new string(']', 500) + "}}"));

    [Fact]
    public void Message_is_truncated_to_200_characters_and_not_inside_a_surrogate_pair()
    {
        Assert.Equal(new string('x', 200), Read(new string('x', 200)));
        Assert.Equal(new string('x', 197) + "...", Read(new string('x', 201)));
        Assert.Equal(new string('x', 196) + "...", Read(new string('x', 196) + "😀" + new string('x', 100)));
    }
}
