using System.Text.Json.Serialization;
using OpenRouterKeys.Fluent.Rules;

namespace OpenRouterKeys.Fluent;

/// <summary>The key that manages other keys (the API's "management key", before 2026 "provisioning key"). It cannot call models.</summary>
[JsonConverter(typeof(ManagementKeyJsonConverter))]
public sealed class ManagementKey : Secret
{
    private ManagementKey(string text)
        : base(text)
    {
    }

    /// <summary>Wraps a management key. Its prefix is not judged: real ones differ.</summary>
    /// <param name="text">The key, as OpenRouter's settings show it once.</param>
    /// <returns>The key, masked wherever it is shown.</returns>
    /// <exception cref="ArgumentException">The text is null or blank, or holds white space, a line break, a control character or one
    /// outside ASCII, which no HTTP header takes. The message does not echo it.</exception>
    public static ManagementKey From(string text) =>
        Problem(text) is { } problem ? throw new ArgumentException($"The management key {problem}.", nameof(text)) : new(text);

    /// <summary>Reads the management key from an environment variable.</summary>
    /// <param name="variable">The variable's name.</param>
    /// <returns>The key, masked wherever it is shown.</returns>
    /// <exception cref="InvalidOperationException">The variable is not set, or its text is no management key. The message names the
    /// variable and does not echo its text; nor a key that was given in place of a variable's name.</exception>
    public static ManagementKey FromEnvironment(string variable = "OPENROUTER_MANAGEMENT_KEY")
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(variable);
        var text = Environment.GetEnvironmentVariable(variable);
        return Problem(text) is { } problem
            ? throw new InvalidOperationException($"The management key in the environment variable {KeyShape.Scrub(variable)} {problem}.")
            : new(text!);
    }

    /// <summary>Whether the text may stand in an HTTP header: a line break would begin another.</summary>
    internal static bool FitsHeader(string text) => !text.AsSpan().ContainsAnyExceptInRange('!', '~');

    /// <summary>What is wrong with the text, without an echo; null where nothing is.</summary>
    internal static string? Problem(string? text) =>
        string.IsNullOrWhiteSpace(text) ? "is blank or not set: create one at https://openrouter.ai/settings/management-keys"
        : !FitsHeader(text) ? "holds white space, a line break, a control character or one outside ASCII: copy the key alone, without quotes or spaces"
        : null;
}
