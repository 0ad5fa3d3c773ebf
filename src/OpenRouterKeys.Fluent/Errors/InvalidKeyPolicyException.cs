using System.Text;

namespace OpenRouterKeys.Fluent;

/// <summary>The exception that is thrown when a policy is invalid (ORK5000).</summary>
/// <param name="message">The first line of the message; null: a default.</param>
/// <param name="innerException">The cause; null: none.</param>
public sealed class InvalidKeyPolicyException(string? message = null, Exception? innerException = null) : Exception(message, innerException)
{
    private readonly string _message = message ?? "The policy is invalid.";

    /// <summary>Everything that is wrong, each with its JSON path, line and column.</summary>
    public required IReadOnlyList<RuleViolation> Violations { get; init; }

    /// <summary>Gets a message with a line for each problem: its place, what is wrong and what to do.</summary>
    public override string Message
    {
        get
        {
            var text = new StringBuilder(_message);
            foreach (var violation in Violations)
            {
                text.AppendLine().Append("- ").Append(violation);
            }

            return text.ToString();
        }
    }
}
