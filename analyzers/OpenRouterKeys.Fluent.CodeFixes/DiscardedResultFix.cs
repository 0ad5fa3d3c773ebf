using System.Collections.Generic;
using System.Composition;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace OpenRouterKeys.Fluent.CodeFixes;

/// <summary>ORK2001: <c>request.Limit(5m);</c> becomes <c>request = request.Limit(5m);</c>.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
public sealed class DiscardedResultFix() : FluentCodeFixProvider("ORK2001")
{
    internal override IEnumerable<TextFix> GetFixes(FixContext context, Diagnostic diagnostic)
    {
        if (ChainCall.Find(context.Root, diagnostic.Location.SourceSpan) is { } step
            && step.FirstAncestorOrSelf<ExpressionStatementSyntax>() is { Expression: var expression }
            && FindReceiver(expression, context) is { } variable
            && IsWritable(variable, context))
        {
            var name = string.Concat(variable.DescendantTokens().Select(token => token.Text));
            yield return new TextFix(
                $"Assign the result to '{name}'", nameof(DiscardedResultFix), new TextChange(new TextSpan(expression.SpanStart, 0), $"{name} = "));
        }
    }

    // Returns the variable at the start of the chain; null if a call in between is not a step.
    private static ExpressionSyntax? FindReceiver(ExpressionSyntax expression, FixContext context) => expression switch
    {
        ParenthesizedExpressionSyntax parenthesized => FindReceiver(parenthesized.Expression, context),
        PostfixUnaryExpressionSyntax suppression => FindReceiver(suppression.Operand, context),
        ConditionalAccessExpressionSyntax access when HasOnlySteps(access, context) => FindReceiver(access.Expression, context),
        InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax access } call when IsStep(call, context) =>
            FindReceiver(access.Expression, context),
        IdentifierNameSyntax => expression,
        MemberAccessExpressionSyntax { Expression: ThisExpressionSyntax or TypeSyntax or MemberAccessExpressionSyntax } => expression,
        _ => null,
    };

    // Calls inside arguments do not belong to the chain.
    private static bool HasOnlySteps(ConditionalAccessExpressionSyntax access, FixContext context) =>
        access.WhenNotNull.DescendantNodesAndSelf(node => node is not ArgumentListSyntax)
            .OfType<InvocationExpressionSyntax>().All(call => IsStep(call, context));

    private static bool IsStep(InvocationExpressionSyntax call, FixContext context) =>
        context.Model.GetSymbolInfo(call, context.CancellationToken).Symbol is IMethodSymbol method && context.Api.IsStep(method);

    private static bool IsWritable(ExpressionSyntax variable, FixContext context)
    {
        var isInReadOnlyMember = IsReadOnly(context.Model.GetEnclosingSymbol(variable.SpanStart, context.CancellationToken));
        return context.Model.GetSymbolInfo(variable, context.CancellationToken).Symbol switch
        {
            ILocalSymbol local => local is { IsConst: false, IsForEach: false, IsUsing: false, RefKind: RefKind.None or RefKind.Ref },
            IParameterSymbol parameter =>
                parameter.RefKind is RefKind.None or RefKind.Ref or RefKind.Out && !(isInReadOnlyMember && IsPrimaryConstructorParameter(parameter)),
            IFieldSymbol { IsReadOnly: false, IsConst: false, RefKind: RefKind.None or RefKind.Ref } field =>
                field.IsStatic || (!isInReadOnlyMember && IsOnThis(variable)),
            _ => false,
        };
    }

    // Other members of the type use such a parameter like a field.
    private static bool IsPrimaryConstructorParameter(IParameterSymbol parameter) =>
        parameter.ContainingSymbol is IMethodSymbol { MethodKind: MethodKind.Constructor };

    private static bool IsOnThis(ExpressionSyntax variable) =>
        variable is IdentifierNameSyntax or MemberAccessExpressionSyntax { Expression: ThisExpressionSyntax };

    // Whether the member or one that contains it is a readonly member of a struct.
    private static bool IsReadOnly(ISymbol? member)
    {
        for (; member is IMethodSymbol method; member = member.ContainingSymbol)
        {
            if (method.IsReadOnly)
            {
                return true;
            }
        }

        return false;
    }
}
