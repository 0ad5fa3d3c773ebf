using System.Collections.Generic;
using System.Composition;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using OpenRouterKeys.Fluent.CodeFixes.Mending;

namespace OpenRouterKeys.Fluent.CodeFixes;

/// <summary>ORK2001: <c>request.Limit(5m);</c> becomes <c>request = request.Limit(5m);</c>.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
public sealed class AssignStepBack() : Fix("ORK2001")
{
    internal override IEnumerable<Mend> Find(Place place, Diagnostic diagnostic)
    {
        if (ChainCall.At(place.Root, diagnostic.Location.SourceSpan)?.FirstAncestorOrSelf<ExpressionStatementSyntax>() is { Expression: var expression }
            && RootOf(expression, place) is { } variable
            && IsWritable(variable, place))
        {
            yield return new Mend(
                $"Assign it back: {variable} = …", nameof(AssignStepBack), new TextChange(new TextSpan(expression.SpanStart, 0), $"{variable} = "));
        }
    }

    // What the chain is called on; null where a call between is none of ours, and so may return anything.
    private static ExpressionSyntax? RootOf(ExpressionSyntax expression, Place place) => expression switch
    {
        ParenthesizedExpressionSyntax parenthesized => RootOf(parenthesized.Expression, place),
        ConditionalAccessExpressionSyntax access when access.WhenNotNull.DescendantNodesAndSelf().All(node => node is not InvocationExpressionSyntax call || IsOfChain(call, access, place)) =>
            RootOf(access.Expression, place),
        InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax access } call when IsStep(call, place) => RootOf(access.Expression, place),
        IdentifierNameSyntax => expression,
        MemberAccessExpressionSyntax { Expression: ThisExpressionSyntax or TypeSyntax or MemberAccessExpressionSyntax } => expression,
        _ => null,
    };

    // Calls inside arguments are not of the chain.
    private static bool IsOfChain(InvocationExpressionSyntax call, ConditionalAccessExpressionSyntax access, Place place) =>
        IsStep(call, place) || call.Ancestors().TakeWhile(node => node != access).Any(node => node is ArgumentSyntax);

    private static bool IsStep(InvocationExpressionSyntax call, Place place) =>
        place.Model.GetSymbolInfo(call, place.CancellationToken).Symbol is IMethodSymbol method && place.Api.IsStep(method);

    private static bool IsWritable(ExpressionSyntax variable, Place place)
    {
        var member = place.Model.GetEnclosingSymbol(variable.SpanStart, place.CancellationToken);
        return place.Model.GetSymbolInfo(variable, place.CancellationToken).Symbol switch
        {
            ILocalSymbol local => local is { IsConst: false, IsForEach: false, IsUsing: false, RefKind: RefKind.None or RefKind.Ref } && place.Api.IsRequest(local.Type),
            IParameterSymbol parameter => parameter.RefKind is RefKind.None or RefKind.Ref or RefKind.Out && place.Api.IsRequest(parameter.Type)
                && (parameter.ContainingSymbol is not IMethodSymbol { MethodKind: MethodKind.Constructor } || !IsReadOnly(member)),
            IFieldSymbol field => field is { IsReadOnly: false, IsConst: false, RefKind: RefKind.None or RefKind.Ref } && place.Api.IsRequest(field.Type)
                && (field.IsStatic || !IsReadOnly(member)) && (field.IsStatic || variable is IdentifierNameSyntax or MemberAccessExpressionSyntax { Expression: ThisExpressionSyntax }),
            _ => false,
        };
    }

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
