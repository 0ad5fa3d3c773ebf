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
        if (KeyShape.IsHardCoded(text))
        {
            Report(context, context.Node);
        }
        else if (KeyShape.MayBePart(text)
            && OutermostConstantJoin(context) is (var join, { } joined)
            && IsFirstPart(context.Node, join)
            && KeyShape.IsHardCoded(joined))
        {
            Report(context, join);
        }
    }

    private static void Report(SyntaxNodeAnalysisContext context, SyntaxNode node) =>
        context.ReportDiagnostic(Diagnostic.Create(Descriptors.KeyInSource, node.GetLocation()));

    // No key is joined of more parts than a few; a long text may be joined of thousands.
    private static (ExpressionSyntax Join, string? Text) OutermostConstantJoin(SyntaxNodeAnalysisContext context)
    {
        const int MostLevels = 32;
        (ExpressionSyntax, string?) outermost = default;
        var parent = context.Node.Parent;
        for (var level = 0; level < MostLevels; level++, parent = parent?.Parent)
        {
            switch (parent)
            {
                case BinaryExpressionSyntax { RawKind: (int)SyntaxKind.AddExpression } or InterpolatedStringExpressionSyntax:
                    if (context.SemanticModel.GetConstantValue(parent, context.CancellationToken).Value is not string text)
                    {
                        return outermost;
                    }

                    outermost = ((ExpressionSyntax)parent, text);
                    break;
                case ParenthesizedExpressionSyntax or InterpolationSyntax:
                    break;
                default:
                    return outermost;
            }
        }

        return outermost;
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
            if (KeyShape.IsHardCoded(text))
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
