using System.Text.Json;

namespace OpenRouterKeys.Fluent.Tests.Secrets;

/// <summary>The messages for text that is not a valid secret.</summary>
public class SecretMessageTests
{
    private const string Blank = "is blank or not set. Create one at https://openrouter.ai/settings/management-keys.";

    private const string Invalid =
        "contains white space, a line break, a control character or a non-ASCII character. Copy only the key, without quotes or spaces.";

    [Fact]
    public void Blank_API_key_has_message() => Assert.Equal(
        "The API key is blank. Use the key that the API returned. (Parameter 'text')", Assert.Throws<ArgumentException>(() => ApiKey.From(" ")).Message);

    [Theory]
    [InlineData(" ", Blank)]
    [InlineData("se cret", Invalid)]
    public void Invalid_management_key_has_message(string text, string problem) =>
        Assert.Equal($"The management key {problem} (Parameter 'text')", Assert.Throws<ArgumentException>(() => ManagementKey.From(text)).Message);

    [Fact]
    public void Missing_variable_has_message() => Assert.Equal(
        $"The management key in the environment variable ORK_TEST_NOT_SET {Blank}",
        Assert.Throws<InvalidOperationException>(() => ManagementKey.FromEnvironment("ORK_TEST_NOT_SET")).Message);

    [Fact]
    public void Blank_variable_name_throws() => Assert.Equal("variable", Assert.Throws<ArgumentException>(() => ManagementKey.FromEnvironment(" ")).ParamName);

    [Fact]
    public void Invalid_JSON_has_message()
    {
        Assert.StartsWith("The secret is not a JSON string. Use a string.", Assert.Throws<JsonException>(() => JsonSerializer.Deserialize<ApiKey>("17")).Message, StringComparison.Ordinal);
        Assert.StartsWith("The API key is blank", Assert.Throws<JsonException>(() => JsonSerializer.Deserialize<ApiKey>("\" \"")).Message, StringComparison.Ordinal);
        Assert.StartsWith(
            "The type Secret cannot be read from JSON. Use ApiKey or ManagementKey.",
            Assert.Throws<NotSupportedException>(() => JsonSerializer.Deserialize<Secret>("\"text\"")).Message,
            StringComparison.Ordinal);
    }
}
