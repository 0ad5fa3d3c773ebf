using System.Globalization;
using System.Text.Json;
using FluentValidation.Results;
using OpenRouterKeys.Fluent.Rules;
using OpenRouterKeys.Fluent.Rules.Json;

namespace OpenRouterKeys.Fluent;

/// <summary>A rule that a request, an update or a policy violates.</summary>
public sealed record RuleViolation
{
    /// <summary>The rule's id, such as <c>ORK1004</c>: FluentValidation's error code and the analyzer's diagnostic id.</summary>
    public required string Id { get; init; }

    /// <summary>The C# property, such as <c>LimitUsd</c>. Empty for a JSON text as a whole and for a JSON property without a C# property.</summary>
    public required string Property { get; init; }

    /// <summary>What is wrong and what to do. It never contains the value, which may be a pasted key.</summary>
    public required string Message { get; init; }

    /// <summary>The JSON path, such as <c>$.limit</c>. Null: the request was not read from JSON.</summary>
    public string? JsonPath { get; init; }

    /// <summary>The line in the JSON text, from 1. Null: the request was not read from JSON.</summary>
    public int? Line { get; init; }

    /// <summary>The column in the JSON text, from 1, in characters. Null: the request was not read from JSON.</summary>
    public int? Column { get; init; }

    /// <summary>Returns the rule's id, the location and the message on one line.</summary>
    /// <returns>Text such as <c>ORK1004 at $.limit (line 1, column 9): The limit is negative. …</c></returns>
    public override string ToString() =>
        JsonPath is null
            ? $"{Id} {Property}: {Message}"
            : string.Create(CultureInfo.InvariantCulture, $"{Id} at {JsonPath} (line {Line}, column {Column}): {Message}");

    internal static RuleViolation From(Rule rule) => new() { Id = rule.Id, Property = rule.Property, Message = rule.Message };

    /// <summary>The violation for an error that System.Text.Json found before the library's reader saw the text.</summary>
    internal static RuleViolation NotJson(JsonException exception) => new()
    {
        Id = JsonRules.NotJson.Id,
        Property = JsonRules.NotJson.Property,
        Message = $"{JsonRules.NotJson.Title}.",
        JsonPath = "$",
        Line = (int)(exception.LineNumber ?? 0) + 1,
        Column = (int)(exception.BytePositionInLine ?? 0) + 1,
    };

    internal static RuleViolation From(ValidationFailure failure) => new() { Id = failure.ErrorCode, Property = failure.PropertyName, Message = failure.ErrorMessage };

    /// <summary>Creates the exception for findings of severity Error; null if there are none.</summary>
    internal static InvalidKeyRequestException? ToException(IReadOnlyList<JsonFinding> findings, string json)
    {
        var violations = From(findings, json);
        return violations.Length == 0 ? null : new InvalidKeyRequestException { Violations = violations };
    }

    /// <summary>Returns the findings of severity Error, ordered by their position in the text.</summary>
    internal static RuleViolation[] From(IReadOnlyList<JsonFinding> findings, string json)
    {
        var lines = new LineCounter(json);
        return [.. findings.Where(finding => finding.Rule.IsError).OrderBy(finding => finding.Start).Select(finding => From(finding, lines))];
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
