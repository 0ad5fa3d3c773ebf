using System.Collections.Generic;
using System.Composition;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace OpenRouterKeys.Fluent.CodeFixes;

/// <summary>ORK1004: <c>Limit(-5m)</c> becomes <c>Limit(5m)</c> or <c>Limit(0m)</c>.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
public sealed class LimitIsNegativeFix() : FluentCodeFixProvider("ORK1004", supportsFixAll: false)
{
    internal const string Positive = nameof(LimitIsNegativeFix) + ".Positive";
    internal const string Zero = nameof(LimitIsNegativeFix) + ".Zero";

    internal override IEnumerable<TextFix> GetFixes(FixContext context, Diagnostic diagnostic)
    {
        if (ReportedArgument.Find(context, diagnostic) is not { } argument || FindMinus(argument) is not { } minus)
        {
            yield break;
        }

        var hasComment = argument.DescendantTrivia().Any(trivia =>
            argument.Span.Contains(trivia.Span) && trivia.Kind() is not (SyntaxKind.WhitespaceTrivia or SyntaxKind.EndOfLineTrivia));
        var sign = hasComment ? minus.OperatorToken.Span : TextSpan.FromBounds(minus.SpanStart, minus.Operand.SpanStart);
        var positive = argument.ToString().Remove(sign.Start - argument.SpanStart, sign.Length);
        yield return new TextFix($"Change to {positive}", Positive, new TextChange(sign, ""));
        if (!hasComment)
        {
            yield return new TextFix("Change to 0m", Zero, new TextChange(argument.Span, "0m"));
        }
    }

    // Finds the minus before a literal: -5m, (-5m), (decimal)-0.5.
    private static PrefixUnaryExpressionSyntax? FindMinus(ExpressionSyntax argument) => ReportedArgument.Unwrap(argument) switch
    {
        CastExpressionSyntax cast => FindMinus(cast.Expression),
        PrefixUnaryExpressionSyntax minus when minus.IsKind(SyntaxKind.UnaryMinusExpression)
            && ReportedArgument.Unwrap(minus.Operand).IsKind(SyntaxKind.NumericLiteralExpression) => minus,
        _ => null,
    };
}
