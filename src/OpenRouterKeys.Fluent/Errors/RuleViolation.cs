using System.Globalization;

namespace OpenRouterKeys.Fluent;

/// <summary>A rule that a request breaks.</summary>
public sealed record RuleViolation
{
    /// <summary>The rule's id, as in <c>ORK1004</c>: FluentValidation's error code and the analyzer's diagnostic id.</summary>
    public required string Id { get; init; }

    /// <summary>The C# property, as in <c>LimitUsd</c>; empty for a JSON text as a whole and for a member that no property stands for.</summary>
    public required string Property { get; init; }

    /// <summary>What is wrong and what to do. It never echoes the value, which may be a pasted key.</summary>
    public required string Message { get; init; }

    /// <summary>As in <c>$.limit</c>; null where the request was not read from JSON.</summary>
    public string? JsonPath { get; init; }

    /// <summary>The line in the JSON text, from 1; null where the request was not read from JSON.</summary>
    public int? Line { get; init; }

    /// <summary>The column in the JSON text, from 1, in characters; null where the request was not read from JSON.</summary>
    public int? Column { get; init; }

    /// <summary>The rule on one line: id, place and message.</summary>
    /// <returns>As in <c>ORK1004 at $.limit (line 1, column 9): The limit is negative: …</c></returns>
    public override string ToString() =>
        JsonPath is null
            ? $"{Id} {Property}: {Message}"
            : string.Create(CultureInfo.InvariantCulture, $"{Id} at {JsonPath} (line {Line}, column {Column}): {Message}");
}
