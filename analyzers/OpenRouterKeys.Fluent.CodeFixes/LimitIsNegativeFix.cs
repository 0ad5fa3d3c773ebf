using System.Collections.Generic;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace OpenRouterKeys.Fluent.CodeFixes;

/// <summary>ORK1004: <c>Limit(-5m)</c> becomes <c>Limit(5m)</c> or <c>Limit(0m)</c>.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
public sealed class GiveLimitFromZero() : FluentCodeFixProvider("ORK1004")
{
    internal const string Positive = nameof(GiveLimitFromZero) + ".Positive";
    internal const string Zero = nameof(GiveLimitFromZero) + ".Zero";

    internal override IEnumerable<TextFix> Find(FixContext place, Diagnostic diagnostic)
    {
        if (WrittenArgument.Of(place, diagnostic) is { } argument && MinusIn(argument) is { } minus)
        {
            var sign = minus.OperatorToken.Span;
            var written = argument.ToString().Remove(sign.Start - argument.SpanStart, sign.Length);
            yield return new TextFix($"Limit({written})", Positive, new TextChange(sign, ""));
            yield return new TextFix("Limit(0m)", Zero, new TextChange(argument.Span, "0m"));
        }
    }

    // -5m, (-5m), (decimal)-0.5: a minus before a literal.
    private static PrefixUnaryExpressionSyntax? MinusIn(ExpressionSyntax argument) => WrittenArgument.Inner(argument) switch
    {
        CastExpressionSyntax cast => MinusIn(cast.Expression),
        PrefixUnaryExpressionSyntax minus when minus.IsKind(SyntaxKind.UnaryMinusExpression)
            && WrittenArgument.Inner(minus.Operand).IsKind(SyntaxKind.NumericLiteralExpression) => minus,
        _ => null,
    };
}
