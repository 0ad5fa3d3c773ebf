using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using OpenRouterKeys.Fluent.Analyzers.Model;

namespace OpenRouterKeys.Fluent.CodeFixes;

/// <summary>The argument that a value rule reported.</summary>
internal static class ReportedArgument
{
    /// <summary>Returns null if the diagnostic is inside JSON.</summary>
    public static ExpressionSyntax? Find(FixContext context, Diagnostic diagnostic)
    {
        var span = diagnostic.Location.SourceSpan;
        var node = context.Root.FindNode(span, getInnermostNodeForTie: true);
        while (node.Span == span && node is ExpressionSyntax { Parent: not ArgumentSyntax } && node.Parent!.Span == span)
        {
            node = node.Parent;
        }

        return node.Span == span
            && node is ExpressionSyntax { Parent: ArgumentSyntax { Parent.Parent: InvocationExpressionSyntax call } } argument
            && !MethodNames.ParsesJson(CallSyntax.NameOf(call)?.Identifier.ValueText)
                ? argument
                : null;
    }

    /// <summary>Removes parentheses and <c>!</c>.</summary>
    public static ExpressionSyntax Unwrap(ExpressionSyntax expression) => expression switch
    {
        ParenthesizedExpressionSyntax parenthesized => Unwrap(parenthesized.Expression),
        PostfixUnaryExpressionSyntax postfix when postfix.IsKind(SyntaxKind.SuppressNullableWarningExpression) => Unwrap(postfix.Operand),
        _ => expression,
    };
}
