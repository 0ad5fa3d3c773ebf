using System.Text;
using OpenRouterKeys.Fluent.Json;

namespace OpenRouterKeys.Fluent.Tests.Json;

/// <summary>The search for the secret in a response that is not valid JSON.</summary>
public class SecretSearchTests
{
    [Theory]
    [InlineData("""{"a":NaN,"key":"yes"}""", "yes")]
    [InlineData("{ \"key\"\t:\r\n \"yes\"}", "yes")]
    [InlineData("""{"key":"no","key":"yes"}""", "yes")]
    [InlineData("""{"key":"yes","key":" "}""", "yes")]
    [InlineData("""{"data":{"hash":"h1","key":"yes"}}""", "yes")]
    [InlineData("""{"key":"yes","data":{"key":"no"}}""", "yes")]
    [InlineData("""{"data":{"key":"no"},"key":"yes"}""", "yes")]
    [InlineData("""{"data":{"other":{"key":"no"},"key":"yes"}}""", "yes")]
    [InlineData("""]}{"key":"yes"}""", "yes")]
    [InlineData("""{"key":"y\u0065s"}""", "yes")]
    [InlineData("""{"key":"y\xs"}""", "y\\xs")]
    [InlineData("""{"key":"yes\"","a":NaN}""", "yes\"")]
    public void Key_in_the_root_or_in_data_is_found(string text, string secret) => Assert.Equal(secret, SecretSearch.Find(Encoding.UTF8.GetBytes(text)));

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("""{"name":"no"}""")]
    [InlineData("""{"key" "no"}""")]
    [InlineData("""{"key":17,"a":"no"}""")]
    [InlineData("""{"other":{"key":"no"}}""")]
    [InlineData("""{"data":{"other":{"key":"no"}}}""")]
    [InlineData("""{"data":{"name":"no"}}""")]
    [InlineData("""{"name":"data","other":{"key":"no"}}""")]
    [InlineData("""{"a":"\",\"key\":\"no\"}"}""")]
    [InlineData("\"key\":\"no\"")]
    [InlineData("""{"key""")]
    [InlineData("""{"key" """)]
    [InlineData("""{"key":"no""")]
    [InlineData("""{"key":"no\""")]
    [InlineData("""{"key":" "}""")]
    public void Any_other_text_is_not_found(string text) => Assert.Null(SecretSearch.Find(Encoding.UTF8.GetBytes(text)));
}
