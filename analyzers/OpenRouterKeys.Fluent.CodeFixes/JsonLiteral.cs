using System.Collections.Generic;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using OpenRouterKeys.Fluent.Analyzers.Json;
using OpenRouterKeys.Fluent.Rules;
using OpenRouterKeys.Fluent.Rules.Json;

namespace OpenRouterKeys.Fluent.CodeFixes;

/// <summary>A string literal that contains the JSON of a request.</summary>
internal sealed class JsonLiteral
{
    private readonly string _json;
    private readonly StringLiteralMap _map;

    private JsonLiteral(string json, StringLiteralMap map)
    {
        _json = json;
        _map = map;
    }

    /// <summary>Finds the literal around the span. Returns null if the span is not inside a literal.</summary>
    public static JsonLiteral? Find(SyntaxNode root, TextSpan span)
    {
        var token = root.FindToken(span.Start);
        SyntaxNode? literal = token.Parent is InterpolatedStringTextSyntax text ? text.Parent : token.Parent as LiteralExpressionSyntax;
        return literal is not null && literal.Span != span && StringLiteralMap.Create(literal, token.ValueText) is { } map
            ? new JsonLiteral(token.ValueText, map)
            : null;
    }

    /// <summary>Returns the properties of the request and of the object <c>external</c> inside it.</summary>
    public IEnumerable<(IReadOnlyList<JsonProperty> Properties, string[] KnownNames)> GetObjects()
    {
        var parser = new JsonParser(_json);
        parser.Parse(out _);
        yield return (parser.Properties, ApiNames.Request);
        foreach (var property in parser.Properties)
        {
            if (property.Name.Text == ApiNames.External && property.Value.Kind == JsonKind.Object)
            {
                yield return (JsonParser.PropertiesOf(property.Value, _json), ApiNames.ExternalRequest);
            }
        }
    }

    public TextSpan SpanOf(JsonValue value) => _map.SpanOf(value.Start, value.Length);

    /// <summary>Returns the span of a string's characters, excluding its quotes, which may be escaped in the literal.</summary>
    public TextSpan SpanInside(JsonValue text) => _map.SpanOf(text.Start + 1, text.Length - 2);

    /// <summary>Returns the span from the end of one value to the end of another.</summary>
    public TextSpan SpanBetweenEnds(JsonValue first, JsonValue last) =>
        _map.SpanOf(first.Start + first.Length, last.Start + last.Length - first.Start - first.Length);

    public bool AreEqual(JsonValue value, JsonValue other) =>
        value.Kind == other.Kind && (value.Kind == JsonKind.String ? value.Text == other.Text : TextOf(value) == TextOf(other));

    private string TextOf(JsonValue value) => _json.Substring(value.Start, value.Length);
}
