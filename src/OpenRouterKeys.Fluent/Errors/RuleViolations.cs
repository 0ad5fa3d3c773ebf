using System.Text.Json;
using OpenRouterKeys.Fluent.Rules;
using OpenRouterKeys.Fluent.Rules.Json;

namespace OpenRouterKeys.Fluent;

/// <summary>Converts violated rules and JSON findings to <see cref="RuleViolation"/> and to exceptions.</summary>
internal static class RuleViolations
{
    public static RuleViolation From(Rule rule) => new() { Id = rule.Id, Property = rule.Property, Message = rule.Message };

    /// <summary>A violation for text that System.Text.Json rejected before the library's own parser read it.</summary>
    public static RuleViolation NotJson(JsonException exception) => From(JsonRules.NotJson) with
    {
        JsonPath = "$",
        Line = (int)(exception.LineNumber ?? 0) + 1,
        Column = (int)(exception.BytePositionInLine ?? 0) + 1,
    };

    /// <summary>The exception for the rules of severity Error; null if there are none.</summary>
    public static InvalidKeyRequestException? ToException(List<Rule>? violated) =>
        violated is not null && violated.Exists(rule => rule.IsError)
            ? new InvalidKeyRequestException { Violations = [.. violated.Where(rule => rule.IsError).Select(From)] }
            : null;

    /// <summary>The exception for the findings of severity Error; null if there are none.</summary>
    public static InvalidKeyRequestException? ToException(IReadOnlyList<JsonFinding> findings, string json)
    {
        var lines = new LineCounter(json);
        RuleViolation[] violations =
            [.. findings.Where(finding => finding.Rule.IsError).OrderBy(finding => finding.Start).Select(finding => From(finding, lines))];
        return violations.Length == 0 ? null : new InvalidKeyRequestException { Violations = violations };
    }

    private static RuleViolation From(JsonFinding finding, LineCounter lines)
    {
        var (line, column) = lines.At(finding.Start);
        return new()
        {
            Id = finding.Rule.Id,
            Property = finding.Property,
            Message = finding.Message,
            JsonPath = finding.Path,
            Line = line,
            Column = column,
        };
    }
}
