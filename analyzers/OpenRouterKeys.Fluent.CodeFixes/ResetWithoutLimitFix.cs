using System.Collections.Generic;
using System.Composition;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using OpenRouterKeys.Fluent.Analyzers.Model;

namespace OpenRouterKeys.Fluent.CodeFixes;

/// <summary>ORK1007: <c>Named("a").ResetsDaily().ToJson()</c> becomes <c>Named("a").ToJson()</c>.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
public sealed class RemoveReset() : FluentCodeFixProvider("ORK1007")
{
    private const int MostVariables = 4;

    internal override IEnumerable<TextFix> Find(FixContext place, Diagnostic diagnostic)
    {
        if (ChainCall.At(place.Root, diagnostic.Location.SourceSpan) is { } reset
            && ChainCall.Removal(reset, place.Text) is { } removal
            && IsOnlyUsedAsItIs(reset, place, MostVariables))
        {
            yield return new TextFix($"Remove {WrittenArgument.NameOf(reset)}{reset.ArgumentList}", nameof(RemoveReset), removal);
        }
    }

    // A request that is kept may get its limit elsewhere, and there the reset does something.
    private static bool IsOnlyUsedAsItIs(ExpressionSyntax request, FixContext place, int variables)
    {
        while (request.Parent is ParenthesizedExpressionSyntax or MemberAccessExpressionSyntax { Parent: InvocationExpressionSyntax })
        {
            if (request.Parent is ParenthesizedExpressionSyntax parenthesized)
            {
                request = parenthesized;
                continue;
            }

            var call = (InvocationExpressionSyntax)request.Parent.Parent!;
            if (place.Model.GetSymbolInfo(call, place.CancellationToken).Symbol is not IMethodSymbol method
                || !(place.Api.IsRequestMethod(method) || place.Api.IsSend(method))
                || method.Name == Steps.Limit)
            {
                return false;
            }

            if (!place.Api.IsRequest(method.ReturnType))
            {
                return Steps.IsUse(method.Name) || place.Api.IsSend(method);
            }

            request = call;
        }

        return request.Parent switch
        {
            ExpressionStatementSyntax => true,
            ArgumentSyntax { Parent.Parent: InvocationExpressionSyntax call } =>
                place.Model.GetSymbolInfo(call, place.CancellationToken).Symbol is IMethodSymbol method && place.Api.IsSend(method),
            EqualsValueClauseSyntax { Parent: VariableDeclaratorSyntax { Parent.Parent: LocalDeclarationStatementSyntax } local } =>
                variables > 0 && StableVariable.ScopeOf(local, isLocal: true) is { } scope && scope.DescendantNodes().OfType<IdentifierNameSyntax>()
                    .Where(name => name.Identifier.ValueText == local.Identifier.ValueText)
                    .All(name => IsOnlyUsedAsItIs(name, place, variables - 1)),
            _ => false,
        };
    }
}
