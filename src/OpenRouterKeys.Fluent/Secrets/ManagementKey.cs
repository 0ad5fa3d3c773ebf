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

    /// <summary>Creates a management key from its text. The prefix is not checked, because real prefixes differ.</summary>
    /// <param name="text">The key's text, which OpenRouter's settings display only once.</param>
    /// <returns>The key, which is masked wherever it is printed or logged.</returns>
    /// <exception cref="ArgumentException">The text is null or blank, or contains white space, a line break, a control character or a
    /// non-ASCII character, which an HTTP header cannot contain. The message does not contain the text.</exception>
    public static ManagementKey From(string text) =>
        Problem(text) is { } problem ? throw new ArgumentException($"The management key {problem}.", nameof(text)) : new(text);

    /// <summary>Reads the management key from an environment variable.</summary>
    /// <param name="variable">The variable's name.</param>
    /// <returns>The key, which is masked wherever it is printed or logged.</returns>
    /// <exception cref="InvalidOperationException">The variable is not set, or its text is not valid as in <see cref="From"/>. The message
    /// contains the variable's name and never its text. A key that was passed instead of a name is masked.</exception>
    public static ManagementKey FromEnvironment(string variable = "OPENROUTER_MANAGEMENT_KEY")
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(variable);
        var text = Environment.GetEnvironmentVariable(variable);
        return Problem(text) is { } problem
            ? throw new InvalidOperationException($"The management key in the environment variable {KeyShape.Scrub(variable)} {problem}.")
            : new(text!);
    }

    /// <summary>Whether an HTTP header can contain the text. A line break would inject another header.</summary>
    internal static bool IsValidHeaderValue(string text) => !text.AsSpan().ContainsAnyExceptInRange('!', '~');

    /// <summary>What is wrong with the text and what to do, without the subject and the final period; null if the text is valid. The text
    /// itself is not included.</summary>
    internal static string? Problem(string? text) =>
        string.IsNullOrWhiteSpace(text) ? "is blank or not set. Create one at https://openrouter.ai/settings/management-keys"
        : !IsValidHeaderValue(text) ? "contains white space, a line break, a control character or a non-ASCII character. Copy only the key, without quotes or spaces"
        : null;
}
