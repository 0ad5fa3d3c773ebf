using System.Collections.Generic;
using System.Composition;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Text;
using OpenRouterKeys.Fluent.Rules.Json;

namespace OpenRouterKeys.Fluent.CodeFixes;

/// <summary>ORK4002: <c>{"limits": 5}</c> becomes <c>{"limit": 5}</c>, and <c>{"limit": 5, "limit": 5}</c> too.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
public sealed class UnknownPropertyFix() : FluentCodeFixProvider("ORK4002")
{
    internal override IEnumerable<TextFix> GetFixes(FixContext context, Diagnostic diagnostic)
    {
        if (JsonLiteral.Find(context.Root, diagnostic.Location.SourceSpan) is not { } literal)
        {
            yield break;
        }

        foreach (var (properties, knownNames) in literal.GetObjects())
        {
            for (var index = 0; index < properties.Count; index++)
            {
                if (literal.SpanOf(properties[index].Name) == diagnostic.Location.SourceSpan
                    && (knownNames.Contains(properties[index].Name.Text) ? RemoveDuplicate(literal, properties, index)
                        : Rename(literal, properties, properties[index].Name, knownNames)) is { } fix)
                {
                    yield return fix;
                }
            }
        }
    }

    // Both kinds of fix have the same key, so that one Fix All applies both.
    private static TextFix? RemoveDuplicate(JsonLiteral literal, IReadOnlyList<JsonProperty> properties, int index)
    {
        var (name, value) = (properties[index].Name.Text, properties[index].Value);
        return index > 0 && properties.All(property => property.Name.Text != name || literal.AreEqual(property.Value, value))
            ? new TextFix(
                $"Remove the duplicate '{name}'", nameof(UnknownPropertyFix), new TextChange(literal.SpanBetweenEnds(properties[index - 1].Value, value), ""))
            : null;
    }

    private static TextFix? Rename(JsonLiteral literal, IReadOnlyList<JsonProperty> properties, JsonValue name, string[] knownNames) =>
        name.Text.Length > 0 && PropertySuggestion.FindNearest(name.Text, knownNames) is { } nearest && IsUnambiguous(nearest, properties, knownNames)
            ? new TextFix($"Rename '{name.Text}' to '{nearest}'", nameof(UnknownPropertyFix), new TextChange(literal.SpanInside(name), nearest))
            : null;

    // Only one property may be similar to the name, and none may have it.
    private static bool IsUnambiguous(string nearest, IReadOnlyList<JsonProperty> properties, string[] knownNames) =>
        properties.Count(property => PropertySuggestion.FindNearest(property.Name.Text, knownNames) == nearest) == 1
        && properties.All(property => property.Name.Text != nearest);
}
