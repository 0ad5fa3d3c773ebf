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
public sealed class ResetWithoutLimitFix() : FluentCodeFixProvider("ORK1007")
{
    private const int MaxVariables = 4;

    internal override IEnumerable<TextFix> GetFixes(FixContext context, Diagnostic diagnostic)
    {
        if (ChainCall.Find(context.Root, diagnostic.Location.SourceSpan) is { } reset
            && ChainCall.CreateRemoval(reset, context.Text) is { } removal
            && NeverGetsLimit(reset, context, MaxVariables))
        {
            yield return new TextFix($"Remove {CallSyntax.NameOf(reset)}{reset.ArgumentList}", nameof(ResetWithoutLimitFix), removal);
        }
    }

    // Whether all uses of the request are visible and none sets a limit, with which the reset would have an effect.
    private static bool NeverGetsLimit(ExpressionSyntax request, FixContext context, int maxVariables)
    {
        while (request.Parent is ParenthesizedExpressionSyntax or MemberAccessExpressionSyntax { Parent: InvocationExpressionSyntax })
        {
            if (request.Parent is ParenthesizedExpressionSyntax parenthesized)
            {
                request = parenthesized;
                continue;
            }

            var call = (InvocationExpressionSyntax)request.Parent.Parent!;
            if (context.Model.GetSymbolInfo(call, context.CancellationToken).Symbol is not IMethodSymbol method
                || !(context.Api.IsRequestMethod(method) || context.Api.IsCreation(method))
                || method.Name == MethodNames.Limit)
            {
                return false;
            }

            if (!context.Api.IsRequestType(method.ReturnType))
            {
                return MethodNames.IsUse(method.Name) || context.Api.IsCreation(method);
            }

            request = call;
        }

        return request.Parent switch
        {
            ExpressionStatementSyntax => true,
            ArgumentSyntax { Parent.Parent: InvocationExpressionSyntax call } =>
                context.Model.GetSymbolInfo(call, context.CancellationToken).Symbol is IMethodSymbol method && context.Api.IsCreation(method),
            EqualsValueClauseSyntax { Parent: VariableDeclaratorSyntax { Parent.Parent: LocalDeclarationStatementSyntax } local } =>
                maxVariables > 0 && ScopeFacts.ScopeOfLocal(local) is { } scope && scope.DescendantNodes().OfType<IdentifierNameSyntax>()
                    .Where(name => name.Identifier.ValueText == local.Identifier.ValueText)
                    .All(name => NeverGetsLimit(name, context, maxVariables - 1)),
            _ => false,
        };
    }
}
