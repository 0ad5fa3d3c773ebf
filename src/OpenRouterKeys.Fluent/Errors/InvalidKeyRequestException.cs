using System.Text;

namespace OpenRouterKeys.Fluent;

/// <summary>Fix the request: it breaks these rules, and nothing was sent.</summary>
/// <param name="message">What went wrong; null for a text that lists the broken rules.</param>
/// <param name="innerException">The cause, where there is one.</param>
public sealed class InvalidKeyRequestException(string? message = null, Exception? innerException = null)
    : OpenRouterKeysException(message, innerException)
{
    private readonly string? _message = message;

    /// <summary>Every rule of severity Error that the request breaks.</summary>
    public required IReadOnlyList<RuleViolation> Violations { get; init; }

    /// <summary>A line for each broken rule, with its id and the remedy.</summary>
    public override string Message => _message ?? Describe();

    /// <summary>Messages by property, as ASP.NET Core's <c>ValidationProblem</c> takes them.</summary>
    /// <returns>A new dictionary from <see cref="RuleViolation.Property"/> to the messages about it.</returns>
    public IDictionary<string, string[]> ToDictionary() =>
        Violations.GroupBy(rule => rule.Property, rule => rule.Message, StringComparer.Ordinal)
            .ToDictionary(messages => messages.Key, messages => messages.ToArray(), StringComparer.Ordinal);

    private string Describe()
    {
        var text = new StringBuilder("The key request is invalid, and nothing was sent.");
        foreach (var rule in Violations)
        {
            text.AppendLine().Append("- ").Append(rule);
        }

        return text.ToString();
    }
}
