using System.Collections.Generic;
using System.Composition;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using OpenRouterKeys.Fluent.Analyzers.Json;
using OpenRouterKeys.Fluent.Rules;

namespace OpenRouterKeys.Fluent.CodeFixes;

/// <summary>ORK1003: <c>Named("a\nb")</c> becomes <c>Named("ab")</c> or <c>Named("a b")</c>.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
public sealed class NameIsIllFormedFix() : FluentCodeFixProvider("ORK1003")
{
    internal const string Removed = nameof(NameIsIllFormedFix) + ".Removed";
    internal const string Replaced = nameof(NameIsIllFormedFix) + ".Replaced";

    internal override IEnumerable<TextFix> GetFixes(FixContext context, Diagnostic diagnostic)
    {
        if (ReportedArgument.Find(context, diagnostic) is { } argument
            && ReportedArgument.Unwrap(argument) is LiteralExpressionSyntax { RawKind: (int)SyntaxKind.StringLiteralExpression } literal
            && !TextShape.IsBlank(TextShape.RemoveIllFormed(literal.Token.ValueText)))
        {
            foreach (var (key, replacement) in new[] { (Removed, ""), (Replaced, " ") })
            {
                var newLiteral = Replace(literal, replacement);
                yield return new TextFix($"Change to {newLiteral}", key, new TextChange(literal.Span, newLiteral));
            }
        }
    }

    // Keeps the kind of the literal, unless its text would get another meaning: \x41\nB without the line break is \x41B.
    private static string Replace(LiteralExpressionSyntax literal, string replacement)
    {
        var (text, name) = (literal.Token.Text, literal.Token.ValueText);
        var map = StringLiteralMap.Create(literal, name);
        foreach (var at in FindIllFormed(name).Reverse())
        {
            if (map?.SpanOf(at, 1) is { } span)
            {
                text = text.Remove(span.Start - literal.SpanStart, span.Length).Insert(span.Start - literal.SpanStart, replacement);
            }

            name = name.Remove(at, 1).Insert(at, replacement);
        }

        return SyntaxFactory.ParseExpression(text) is LiteralExpressionSyntax { ContainsDiagnostics: false, Token.ValueText: var newName } && newName == name
            ? text
            : SyntaxFactory.Literal(name).Text;
    }

    private static IEnumerable<int> FindIllFormed(string name)
    {
        for (var at = 0; at < name.Length; at++)
        {
            if (TextShape.IsPair(name, at))
            {
                at++;
            }
            else if (TextShape.IsIllFormed(name.Substring(at, 1)))
            {
                yield return at;
            }
        }
    }
}
