using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using OpenRouterKeys.Fluent.Rules;

namespace OpenRouterKeys.Fluent.Analyzers.Secrets;

/// <summary>ORK3001: a key in a string literal, or in a constant that is concatenated from literals.</summary>
internal static class HardCodedKey
{
    public static void Analyze(SyntaxNodeAnalysisContext context)
    {
        var text = TextOf(context.Node);
        if (KeyShape.IsHardCoded(text))
        {
            Report(context, context.Node);
        }
        else if (KeyShape.MayBePart(text)
            && FindOutermostConstant(context) is ({ } expression, { } value)
            && IsFirstPart(context.Node, expression)
            && KeyShape.IsHardCoded(value))
        {
            Report(context, expression);
        }
    }

    private static string TextOf(SyntaxNode node) => node switch
    {
        LiteralExpressionSyntax literal => literal.Token.ValueText,
        InterpolatedStringTextSyntax interpolated => interpolated.TextToken.ValueText,
        _ => "",
    };

    private static void Report(SyntaxNodeAnalysisContext context, SyntaxNode node) =>
        context.ReportDiagnostic(Diagnostic.Create(Descriptors.HardCodedKey, node.GetLocation()));

    // Returns the outermost constant concatenation or interpolation. The bound keeps the cost of a text with thousands of parts linear.
    private static (ExpressionSyntax? Expression, string? Value) FindOutermostConstant(SyntaxNodeAnalysisContext context)
    {
        const int MaxLevels = 32;
        (ExpressionSyntax?, string?) outermost = default;
        var parent = context.Node.Parent;
        for (var level = 0; level < MaxLevels; level++, parent = parent?.Parent)
        {
            switch (parent)
            {
                case BinaryExpressionSyntax { RawKind: (int)SyntaxKind.AddExpression } or InterpolatedStringExpressionSyntax:
                    if (context.SemanticModel.GetConstantValue(parent, context.CancellationToken).Value is not string value)
                    {
                        return outermost;
                    }

                    outermost = ((ExpressionSyntax)parent, value);
                    break;
                case ParenthesizedExpressionSyntax or InterpolationSyntax:
                    break;
                default:
                    return outermost;
            }
        }

        return outermost;
    }

    // If several parts may belong to a key, only the first one reports it.
    private static bool IsFirstPart(SyntaxNode node, ExpressionSyntax expression)
    {
        foreach (var part in expression.DescendantNodes())
        {
            var text = part is LiteralExpressionSyntax && !part.IsKind(SyntaxKind.StringLiteralExpression) ? "" : TextOf(part);
            if (KeyShape.IsHardCoded(text))
            {
                return false; // This part is reported separately.
            }

            if (KeyShape.MayBePart(text))
            {
                return part == node;
            }
        }

        return false;
    }
}
