using System.Text.Json;

namespace OpenRouterKeys.Fluent.Tests.Secrets;

/// <summary>What is said of text that is no secret, and what to do.</summary>
public class SecretMessageTests
{
    private const string Blank = "is blank or not set. Create one at https://openrouter.ai/settings/management-keys.";

    private const string NoHeader =
        "contains white space, a line break, a control character or a non-ASCII character. Copy only the key, without quotes or spaces.";

    [Fact]
    public void A_blank_API_key_is_told() => Assert.Equal(
        "The API key is blank. Use the key that the API returned. (Parameter 'text')", Assert.Throws<ArgumentException>(() => ApiKey.From(" ")).Message);

    [Theory]
    [InlineData(" ", Blank)]
    [InlineData("se cret", NoHeader)]
    public void What_is_wrong_with_a_management_key_is_told(string text, string problem) =>
        Assert.Equal($"The management key {problem} (Parameter 'text')", Assert.Throws<ArgumentException>(() => ManagementKey.From(text)).Message);

    [Fact]
    public void A_variable_that_is_not_set_is_told() => Assert.Equal(
        $"The management key in the environment variable ORK_TEST_NOT_SET {Blank}",
        Assert.Throws<InvalidOperationException>(() => ManagementKey.FromEnvironment("ORK_TEST_NOT_SET")).Message);

    [Fact]
    public void A_variable_has_a_name() => Assert.Equal("variable", Assert.Throws<ArgumentException>(() => ManagementKey.FromEnvironment(" ")).ParamName);

    [Fact]
    public void JSON_that_is_no_secret_is_told()
    {
        Assert.StartsWith("The secret is not a JSON string. Use a string.", Assert.Throws<JsonException>(() => JsonSerializer.Deserialize<ApiKey>("17")).Message, StringComparison.Ordinal);
        Assert.StartsWith("The API key is blank", Assert.Throws<JsonException>(() => JsonSerializer.Deserialize<ApiKey>("\" \"")).Message, StringComparison.Ordinal);
        Assert.StartsWith(
            "The type Secret cannot be read from JSON. Use ApiKey or ManagementKey.",
            Assert.Throws<NotSupportedException>(() => JsonSerializer.Deserialize<Secret>("\"text\"")).Message,
            StringComparison.Ordinal);
    }
}
