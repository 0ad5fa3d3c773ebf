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
public sealed class CorrectMemberName() : FluentCodeFixProvider("ORK4002")
{
    internal override IEnumerable<TextFix> Find(FixContext place, Diagnostic diagnostic)
    {
        var span = diagnostic.Location.SourceSpan;
        if (JsonAt(place.Root, span) is not ({ } json, { } map))
        {
            yield break;
        }

        var parser = new JsonParser(json);
        parser.Parse(out _);
        var name = parser.Properties.Select(member => member.Name).FirstOrDefault(name => map.SpanOf(name.Start, name.Length) == span);
        if (name.Length > 0 && PropertySuggestion.FindNearest(name.Text) is { } nearest && IsMeantOnce(nearest, parser.Properties))
        {
            // The quotes stay as they are written.
            yield return new TextFix(
                $"Write {nearest}", nameof(CorrectMemberName), new TextChange(map.SpanOf(name.Start + 1, name.Length - 2), nearest));
        }
    }

    // A known name is its own nearest one, so a member that stands twice is left alone too.
    private static bool IsMeantOnce(string nearest, IReadOnlyList<JsonProperty> members) =>
        members.Count(member => PropertySuggestion.FindNearest(member.Name.Text) == nearest) == 1 && members.All(member => member.Name.Text != nearest);

    private static (string Json, LiteralMap Map)? JsonAt(SyntaxNode root, TextSpan span)
    {
        var token = root.FindToken(span.Start);
        SyntaxNode? literal = token.Parent is InterpolatedStringTextSyntax text ? text.Parent : token.Parent as LiteralExpressionSyntax;
        return literal is not null && literal.Span != span && LiteralMap.Of(literal, token.ValueText) is { } map ? (token.ValueText, map) : null;
    }
}
