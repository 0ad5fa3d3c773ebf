using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace OpenRouterKeys.Fluent.Analyzers.Secrets;

/// <summary>Moves between the parts of a concatenation or interpolation, in source order. One move takes a limited number of steps.</summary>
internal static class Concatenation
{
    private const int MaxLevels = 32;

    /// <summary>Returns the part after this one, or null.</summary>
    public static SyntaxNode? NextPart(SyntaxNode part) => Move(part, isForward: true);

    /// <summary>Returns the part before this one, or null.</summary>
    public static SyntaxNode? PreviousPart(SyntaxNode part) => Move(part, isForward: false);

    private static SyntaxNode? Move(SyntaxNode part, bool isForward)
    {
        for (var level = 0; level < MaxLevels; level++)
        {
            SyntaxNode? sibling = null;
            switch (part.Parent)
            {
                case BinaryExpressionSyntax { RawKind: (int)SyntaxKind.AddExpression } sum:
                    var other = isForward ? sum.Right : sum.Left;
                    sibling = other == part ? null : other;
                    break;
                case InterpolatedStringExpressionSyntax interpolated:
                    // A search for the index would be linear in the number of parts.
                    var position = isForward ? part.FullSpan.End : part.FullSpan.Start - 1;
                    sibling = interpolated.FullSpan.Contains(position) ? interpolated.ChildThatContainsPosition(position).AsNode() : null;
                    break;
                case InterpolationSyntax or ParenthesizedExpressionSyntax:
                    break;
                default:
                    return null;
            }

            if (sibling is not null)
            {
                return Enter(sibling, isForward);
            }

            part = part.Parent;
        }

        return null;
    }

    // Returns the first or the last part of a nested concatenation.
    private static SyntaxNode? Enter(SyntaxNode node, bool isForward)
    {
        for (var level = 0; level < MaxLevels; level++)
        {
            switch (node)
            {
                case BinaryExpressionSyntax { RawKind: (int)SyntaxKind.AddExpression } sum:
                    node = isForward ? sum.Left : sum.Right;
                    break;
                case ParenthesizedExpressionSyntax parenthesized:
                    node = parenthesized.Expression;
                    break;
                case InterpolationSyntax { AlignmentClause: null, FormatClause: null } interpolation:
                    node = interpolation.Expression;
                    break;
                case InterpolatedStringExpressionSyntax { Contents.Count: > 0 } interpolated:
                    node = isForward ? interpolated.Contents[0] : interpolated.Contents[interpolated.Contents.Count - 1];
                    break;
                default:
                    return node;
            }
        }

        return null;
    }
}
