using System.Text.Json;
using OpenRouterKeys.Fluent.Rules;
using OpenRouterKeys.Fluent.Rules.Json;

namespace OpenRouterKeys.Fluent;

/// <summary>From the rules' own terms to those of exceptions.</summary>
internal static class RuleViolations
{
    public static RuleViolation From(Rule rule) => new() { Id = rule.Id, Property = rule.Property, Message = rule.Message };

    /// <summary>What System.Text.Json has found before our reader saw the text.</summary>
    public static RuleViolation NotJson(JsonException exception) => From(JsonRules.NotJson) with
    {
        JsonPath = "$",
        Line = (int)(exception.LineNumber ?? 0) + 1,
        Column = (int)(exception.BytePositionInLine ?? 0) + 1,
    };

    /// <summary>The exception for rules of severity Error; null where there are none.</summary>
    public static InvalidKeyRequestException? ToException(List<Rule>? broken) =>
        broken is not null && broken.Exists(rule => rule.IsError)
            ? new InvalidKeyRequestException { Violations = [.. broken.Where(rule => rule.IsError).Select(From)] }
            : null;

    /// <summary>The exception for findings of severity Error; null where there are none.</summary>
    public static InvalidKeyRequestException? ToException(IReadOnlyList<JsonFinding> findings, string json)
    {
        var lines = new LineCounter(json);
        RuleViolation[] broken = [.. findings.Where(finding => finding.Rule.IsError).OrderBy(finding => finding.Start).Select(finding => From(finding, lines))];
        return broken.Length == 0 ? null : new InvalidKeyRequestException { Violations = broken };
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
