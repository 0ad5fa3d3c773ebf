using System.Text.Json;
using FluentValidation.Results;
using OpenRouterKeys.Fluent.Rules;
using OpenRouterKeys.Fluent.Rules.Json;

namespace OpenRouterKeys.Fluent;

/// <summary>Converts violated rules, validation failures and JSON findings to <see cref="RuleViolation"/>.</summary>
internal static class RuleViolations
{
    public static RuleViolation From(Rule rule) => new() { Id = rule.Id, Property = rule.Property, Message = rule.Message };

    /// <summary>The violation for an error that System.Text.Json found before the library's reader saw the text.</summary>
    public static RuleViolation NotJson(JsonException exception) => new()
    {
        Id = JsonRules.NotJson.Id,
        Property = JsonRules.NotJson.Property,
        Message = $"{JsonRules.NotJson.Title}.",
        JsonPath = "$",
        Line = (int)(exception.LineNumber ?? 0) + 1,
        Column = (int)(exception.BytePositionInLine ?? 0) + 1,
    };

    public static RuleViolation From(ValidationFailure failure) => new() { Id = failure.ErrorCode, Property = failure.PropertyName, Message = failure.ErrorMessage };

    /// <summary>Creates the exception for findings of severity Error; null if there are none.</summary>
    public static InvalidKeyRequestException? ToException(IReadOnlyList<JsonFinding> findings, string json)
    {
        var lines = new LineCounter(json);
        RuleViolation[] violations = [.. findings.Where(finding => finding.Rule.IsError).OrderBy(finding => finding.Start).Select(finding => From(finding, lines))];
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
