using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using OpenRouterKeys.Fluent.Analyzers.Model;

namespace OpenRouterKeys.Fluent.CodeFixes;

/// <summary>The argument that a value rule has reported.</summary>
internal static class WrittenArgument
{
    /// <summary>Null where the report stands inside a JSON text.</summary>
    public static ExpressionSyntax? Of(FixContext place, Diagnostic diagnostic)
    {
        var span = diagnostic.Location.SourceSpan;
        var node = place.Root.FindNode(span, getInnermostNodeForTie: true);
        while (node.Span == span && node is ExpressionSyntax { Parent: not ArgumentSyntax } && node.Parent!.Span == span)
        {
            node = node.Parent;
        }

        return node.Span == span
            && node is ExpressionSyntax { Parent: ArgumentSyntax { Parent.Parent: InvocationExpressionSyntax call } } argument
            && NameOf(call)?.Identifier.ValueText != Steps.FromJson
                ? argument
                : null;
    }

    /// <summary>Without parentheses and <c>!</c>.</summary>
    public static ExpressionSyntax Inner(ExpressionSyntax expression) => expression switch
    {
        ParenthesizedExpressionSyntax parenthesized => Inner(parenthesized.Expression),
        PostfixUnaryExpressionSyntax postfix when postfix.IsKind(SyntaxKind.SuppressNullableWarningExpression) => Inner(postfix.Operand),
        _ => expression,
    };

    public static SimpleNameSyntax? NameOf(InvocationExpressionSyntax call) => call.Expression switch
    {
        MemberAccessExpressionSyntax access => access.Name,
        MemberBindingExpressionSyntax binding => binding.Name,
        SimpleNameSyntax name => name,
        _ => null,
    };
}
