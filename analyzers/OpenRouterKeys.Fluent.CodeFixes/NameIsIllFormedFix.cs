using System.Collections.Generic;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using OpenRouterKeys.Fluent.Rules;

namespace OpenRouterKeys.Fluent.CodeFixes;

/// <summary>ORK1003: <c>Named("a\n")</c> becomes <c>Named("a")</c>.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
public sealed class NameIsIllFormedFix() : FluentCodeFixProvider("ORK1003")
{
    internal override IEnumerable<TextFix> GetFixes(FixContext context, Diagnostic diagnostic)
    {
        if (ReportedArgument.Find(context, diagnostic) is { } argument
            && ReportedArgument.Unwrap(argument) is LiteralExpressionSyntax { RawKind: (int)SyntaxKind.StringLiteralExpression } literal
            && TextShape.RemoveIllFormed(literal.Token.ValueText) is var name
            && !TextShape.IsBlank(name))
        {
            var newLiteral = SyntaxFactory.Literal(name).Text;
            yield return new TextFix($"Change to {newLiteral}", nameof(NameIsIllFormedFix), new TextChange(literal.Span, newLiteral));
        }
    }
}
