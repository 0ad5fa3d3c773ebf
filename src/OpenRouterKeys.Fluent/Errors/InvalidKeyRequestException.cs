using System.Text;

namespace OpenRouterKeys.Fluent;

/// <summary>The exception that is thrown when a request or an update violates rules. Nothing was sent: fix the violations.</summary>
/// <param name="message">The message; null: a message that lists the violations.</param>
/// <param name="innerException">The cause; null: none.</param>
public sealed class InvalidKeyRequestException(string? message = null, Exception? innerException = null)
    : OpenRouterKeysException(message, innerException)
{
    private readonly string? _message = message;

    /// <summary>All violations of rules of severity Error.</summary>
    public required IReadOnlyList<RuleViolation> Violations { get; init; }

    /// <summary>Gets a message with a line for each violation: the rule's id, what is wrong and what to do.</summary>
    public override string Message => _message ?? Describe();

    /// <summary>Returns the messages by property, as ASP.NET Core's <c>ValidationProblem</c> expects them.</summary>
    /// <returns>A new dictionary from <see cref="RuleViolation.Property"/> to the messages about it.</returns>
    public IDictionary<string, string[]> ToDictionary() =>
        Violations.GroupBy(violation => violation.Property, violation => violation.Message, StringComparer.Ordinal)
            .ToDictionary(messages => messages.Key, messages => messages.ToArray(), StringComparer.Ordinal);

    private string Describe()
    {
        var text = new StringBuilder("The key request is invalid. Nothing was sent.");
        foreach (var violation in Violations)
        {
            text.AppendLine().Append("- ").Append(violation);
        }

        return text.ToString();
    }
}
