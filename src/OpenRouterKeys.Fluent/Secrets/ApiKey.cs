using System.Text.Json.Serialization;

namespace OpenRouterKeys.Fluent;

/// <summary>A key that calls models, which the API returns only once, in the response to its creation; or an API key of your own
/// (<see cref="KeyRequest.ForExternalUser"/>).</summary>
[JsonConverter(typeof(ApiKeyJsonConverter))]
public sealed class ApiKey : Secret
{
    private ApiKey(string text)
        : base(text)
    {
    }

    /// <summary>Creates an API key from its text, for example from a vault. The format is not checked, because the API's formats change.</summary>
    /// <param name="text">The key's text.</param>
    /// <returns>The key, which is masked wherever it is printed or logged.</returns>
    /// <exception cref="ArgumentException">The text is null or blank.</exception>
    public static ApiKey From(string text) =>
        string.IsNullOrWhiteSpace(text) ? throw new ArgumentException("The API key is blank. Use the key that the API returned.", nameof(text)) : new(text);
}
