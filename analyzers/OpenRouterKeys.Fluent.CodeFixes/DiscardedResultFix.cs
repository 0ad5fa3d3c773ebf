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
public sealed class AssignStepBack() : FluentCodeFixProvider("ORK2001")
{
    internal override IEnumerable<TextFix> Find(FixContext place, Diagnostic diagnostic)
    {
        if (ChainCall.At(place.Root, diagnostic.Location.SourceSpan) is { } step
            && step.FirstAncestorOrSelf<ExpressionStatementSyntax>() is { Expression: var expression }
            && RootOf(expression, place) is { } variable
            && IsWritable(variable, place))
        {
            yield return new TextFix(
                $"Assign it back: {variable} = …", nameof(AssignStepBack), new TextChange(new TextSpan(expression.SpanStart, 0), $"{variable} = "));
        }
    }

    // What the chain is called on; null where a call between is none of ours, and so may return anything.
    private static ExpressionSyntax? RootOf(ExpressionSyntax expression, FixContext place) => expression switch
    {
        ParenthesizedExpressionSyntax parenthesized => RootOf(parenthesized.Expression, place),
        ConditionalAccessExpressionSyntax access when IsOfSteps(access, place) => RootOf(access.Expression, place),
        InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax access } call when IsStep(call, place) =>
            RootOf(access.Expression, place),
        IdentifierNameSyntax => expression,
        MemberAccessExpressionSyntax { Expression: ThisExpressionSyntax or TypeSyntax or MemberAccessExpressionSyntax } => expression,
        _ => null,
    };

    // Calls inside arguments are not of the chain.
    private static bool IsOfSteps(ConditionalAccessExpressionSyntax access, FixContext place) =>
        access.WhenNotNull.DescendantNodesAndSelf(node => node is not ArgumentListSyntax)
            .OfType<InvocationExpressionSyntax>().All(call => IsStep(call, place));

    private static bool IsStep(InvocationExpressionSyntax call, FixContext place) =>
        place.Model.GetSymbolInfo(call, place.CancellationToken).Symbol is IMethodSymbol method && place.Api.IsStep(method);

    private static bool IsWritable(ExpressionSyntax variable, FixContext place)
    {
        var inReadOnly = IsReadOnly(place.Model.GetEnclosingSymbol(variable.SpanStart, place.CancellationToken));
        return place.Model.GetSymbolInfo(variable, place.CancellationToken).Symbol switch
        {
            ILocalSymbol local => local is { IsConst: false, IsForEach: false, IsUsing: false, RefKind: RefKind.None or RefKind.Ref },
            IParameterSymbol parameter => parameter.RefKind is RefKind.None or RefKind.Ref or RefKind.Out && !(inReadOnly && IsOfType(parameter)),
            IFieldSymbol { IsReadOnly: false, IsConst: false, RefKind: RefKind.None or RefKind.Ref } field =>
                field.IsStatic || (!inReadOnly && IsOwn(variable)),
            _ => false,
        };
    }

    // A primary constructor's parameter is a field to the type's other members.
    private static bool IsOfType(IParameterSymbol parameter) => parameter.ContainingSymbol is IMethodSymbol { MethodKind: MethodKind.Constructor };

    private static bool IsOwn(ExpressionSyntax variable) =>
        variable is IdentifierNameSyntax or MemberAccessExpressionSyntax { Expression: ThisExpressionSyntax };

    // A member of a struct that may not change it.
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
