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
public sealed class RemoveIllFormedCharacters() : FluentCodeFixProvider("ORK1003")
{
    internal override IEnumerable<TextFix> Find(FixContext place, Diagnostic diagnostic)
    {
        if (WrittenArgument.Of(place, diagnostic) is { } argument
            && WrittenArgument.Inner(argument) is LiteralExpressionSyntax { RawKind: (int)SyntaxKind.StringLiteralExpression } literal
            && TextShape.WithoutIllFormed(literal.Token.ValueText) is var name
            && !TextShape.IsBlank(name))
        {
            var written = SyntaxFactory.Literal(name).Text;
            yield return new TextFix($"Write {written}", nameof(RemoveIllFormedCharacters), new TextChange(literal.Span, written));
        }
    }
}
