using System.Text.Json.Serialization;

namespace OpenRouterKeys.Fluent;

/// <summary>A key that calls models. The API shows it once, in the answer to its creation, and never again.</summary>
[JsonConverter(typeof(ApiKeyJsonConverter))]
public sealed class ApiKey : Secret
{
    private ApiKey(string text)
        : base(text)
    {
    }

    /// <summary>Wraps a key that was kept in a vault or a variable. Its format is not judged: the API's formats change.</summary>
    /// <param name="text">The key.</param>
    /// <returns>The key, masked wherever it is shown.</returns>
    /// <exception cref="ArgumentException">The text is null or blank.</exception>
    public static ApiKey From(string text) =>
        string.IsNullOrWhiteSpace(text) ? throw new ArgumentException("The API key is blank: give the key that the API answered.", nameof(text)) : new(text);
}
