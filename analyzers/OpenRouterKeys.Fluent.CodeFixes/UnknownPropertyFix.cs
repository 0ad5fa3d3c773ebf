using System.Collections.Generic;
using System.Composition;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using OpenRouterKeys.Fluent.Analyzers.Json;
using OpenRouterKeys.Fluent.Rules;
using OpenRouterKeys.Fluent.Rules.Json;

namespace OpenRouterKeys.Fluent.CodeFixes;

/// <summary>ORK4002: <c>{"limits": 5}</c> becomes <c>{"limit": 5}</c>.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
public sealed class UnknownPropertyFix() : FluentCodeFixProvider("ORK4002")
{
    internal override IEnumerable<TextFix> GetFixes(FixContext context, Diagnostic diagnostic)
    {
        var span = diagnostic.Location.SourceSpan;
        if (FindJson(context.Root, span) is not ({ } json, { } map))
        {
            yield break;
        }

        var parser = new JsonParser(json);
        parser.Parse(out _);
        foreach (var (properties, knownNames) in ObjectsOf(parser, json))
        {
            var name = properties.Select(property => property.Name).FirstOrDefault(name => map.SpanOf(name.Start, name.Length) == span);
            if (name.Length == 0 || PropertySuggestion.FindNearest(name.Text, knownNames) is not { } nearest || !IsUnambiguous(nearest, properties, knownNames))
            {
                continue;
            }

            // The span excludes the quotes, which may be escaped.
            yield return new TextFix(
                $"Rename '{name.Text}' to '{nearest}'", nameof(UnknownPropertyFix), new TextChange(map.SpanOf(name.Start + 1, name.Length - 2), nearest));
        }
    }

    // The request, and the object external inside it.
    private static IEnumerable<(IReadOnlyList<JsonProperty> Properties, string[] KnownNames)> ObjectsOf(JsonParser parser, string json)
    {
        yield return (parser.Properties, ApiNames.Request);
        foreach (var property in parser.Properties)
        {
            if (property.Name.Text == ApiNames.External && property.Value.Kind == JsonKind.Object)
            {
                yield return (JsonParser.PropertiesOf(property.Value, json), ApiNames.ExternalRequest);
            }
        }
    }

    // Only one property may be similar to the name, and none may have it. This excludes duplicates, because a known name is nearest to itself.
    private static bool IsUnambiguous(string nearest, IReadOnlyList<JsonProperty> properties, string[] knownNames) =>
        properties.Count(property => PropertySuggestion.FindNearest(property.Name.Text, knownNames) == nearest) == 1
        && properties.All(property => property.Name.Text != nearest);

    private static (string Json, StringLiteralMap Map)? FindJson(SyntaxNode root, TextSpan span)
    {
        var token = root.FindToken(span.Start);
        SyntaxNode? literal = token.Parent is InterpolatedStringTextSyntax text ? text.Parent : token.Parent as LiteralExpressionSyntax;
        return literal is not null && literal.Span != span && StringLiteralMap.Create(literal, token.ValueText) is { } map ? (token.ValueText, map) : null;
    }
}
