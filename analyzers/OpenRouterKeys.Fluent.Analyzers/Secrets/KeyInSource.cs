using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using OpenRouterKeys.Fluent.Rules;

namespace OpenRouterKeys.Fluent.Analyzers.Secrets;

/// <summary>ORK3001: a key in a literal, or in a constant that literals are joined to.</summary>
internal static class KeyInSource
{
    public static void Analyze(SyntaxNodeAnalysisContext context)
    {
        var text = context.Node switch
        {
            LiteralExpressionSyntax literal => literal.Token.ValueText,
            InterpolatedStringTextSyntax part => part.TextToken.ValueText,
            _ => "",
        };
        if (KeyShape.IsWritten(text))
        {
            Report(context, context.Node);
        }
        else if (KeyShape.MayBePart(text) && OutermostJoin(context.Node) is { } join && IsFirstPart(context.Node, join))
        {
            if (context.SemanticModel.GetConstantValue(join, context.CancellationToken) is { HasValue: true, Value: string joined } && KeyShape.IsWritten(joined))
            {
                Report(context, join);
            }
        }
    }

    private static void Report(SyntaxNodeAnalysisContext context, SyntaxNode node) =>
        context.ReportDiagnostic(Diagnostic.Create(Descriptors.KeyInSource, node.GetLocation()));

    private static ExpressionSyntax? OutermostJoin(SyntaxNode node)
    {
        ExpressionSyntax? join = null;
        for (var parent = node.Parent; ; parent = parent.Parent)
        {
            switch (parent)
            {
                case BinaryExpressionSyntax binary when binary.IsKind(SyntaxKind.AddExpression):
                    join = binary;
                    break;
                case InterpolatedStringExpressionSyntax interpolated:
                    join = interpolated;
                    break;
                case ParenthesizedExpressionSyntax or InterpolationSyntax:
                    break;
                default:
                    return join;
            }
        }
    }

    // Of several parts that may be a key's, the first one tells, so that a key is reported once.
    private static bool IsFirstPart(SyntaxNode node, ExpressionSyntax join)
    {
        foreach (var part in join.DescendantNodes())
        {
            var text = part switch
            {
                LiteralExpressionSyntax literal when literal.IsKind(SyntaxKind.StringLiteralExpression) => literal.Token.ValueText,
                InterpolatedStringTextSyntax interpolated => interpolated.TextToken.ValueText,
                _ => "",
            };
            if (KeyShape.IsWritten(text))
            {
                return false; // it is reported itself
            }

            if (KeyShape.MayBePart(text))
            {
                return part == node;
            }
        }

        return false;
    }
}
