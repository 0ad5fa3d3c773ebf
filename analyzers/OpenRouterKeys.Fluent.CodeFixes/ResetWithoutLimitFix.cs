using System.Collections.Generic;
using System.Composition;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using OpenRouterKeys.Fluent.Analyzers.Model;

namespace OpenRouterKeys.Fluent.CodeFixes;

/// <summary>ORK1007: <c>Named("a").ResetsDaily().ResetsWeekly().ToJson()</c> becomes <c>Named("a").ToJson()</c>.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
public sealed class ResetWithoutLimitFix() : FluentCodeFixProvider("ORK1007", supportsFixAll: false)
{
    private const int MaxVariables = 4;

    internal override IEnumerable<TextFix> GetFixes(FixContext context, Diagnostic diagnostic)
    {
        if (ChainCall.Find(context.Root, diagnostic.Location.SourceSpan) is not { } reported
            || FindStep(reported, context) is not { } step
            || !IsReset(step))
        {
            yield break;
        }

        // The other variables that an update is built from can be used for another key, which has a limit.
        var maxVariables = context.Api.IsUpdateMethod(step) ? 0 : MaxVariables;
        var resets = new List<InvocationExpressionSyntax>();
        if (!NeverGetsLimit(reported, context, maxVariables) || !FindResets(OutermostStep(reported, context), context, maxVariables, resets)
            || !resets.TrueForAll(reset => RemovableArguments.Are(reset, context)))
        {
            yield break;
        }

        var removals = resets.ConvertAll(reset => ChainCall.CreateRemoval(reset, context.Text));
        if (!removals.Contains(null))
        {
            resets.Reverse();
            var names = string.Join(" and ", resets.Select(reset => $"{CallSyntax.NameOf(reset)}{reset.ArgumentList}"));
            yield return new TextFix($"Remove {names}", nameof(ResetWithoutLimitFix), [.. removals.Select(removal => removal!.Value)]);
        }
    }

    private static ExpressionSyntax OutermostStep(ExpressionSyntax expression, FixContext context)
    {
        while (expression.Parent is ParenthesizedExpressionSyntax or PostfixUnaryExpressionSyntax
            || (expression.Parent is MemberAccessExpressionSyntax { Parent: InvocationExpressionSyntax next } && FindStep(next, context) is not null))
        {
            expression = expression.Parent is MemberAccessExpressionSyntax access ? (ExpressionSyntax)access.Parent! : (ExpressionSyntax)expression.Parent;
        }

        return expression;
    }

    // Adds the resets of a chain, last to first. Returns false if the chain may have other resets, in JSON or in a variable with other uses.
    private static bool FindResets(ExpressionSyntax? chain, FixContext context, int maxVariables, List<InvocationExpressionSyntax> resets)
    {
        if (chain is null || ChainCall.HasConditionalCode(chain))
        {
            return false;
        }

        while (true)
        {
            switch (chain)
            {
                case ParenthesizedExpressionSyntax parenthesized:
                    chain = parenthesized.Expression;
                    break;
                case PostfixUnaryExpressionSyntax suppression:
                    chain = suppression.Operand;
                    break;
                case InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax access } call when FindStep(call, context) is { } step:
                    if (IsReset(step))
                    {
                        resets.Add(call);
                    }

                    chain = access.Expression;
                    break;
                case InvocationExpressionSyntax call:
                    return ChainCall.NameOf(call) == MethodNames.Named;
                default:
                    return context.Model.GetSymbolInfo(chain, context.CancellationToken).Symbol switch
                    {
                        IPropertySymbol { IsStatic: true } or IParameterSymbol => true,
                        ILocalSymbol local => InitializerOf(local, context) is { } initializer
                            && NeverGetsLimit(initializer, context, maxVariables)
                            && FindResets(initializer, context, maxVariables - 1, resets),
                        _ => false,
                    };
            }
        }
    }

    private static ExpressionSyntax? InitializerOf(ILocalSymbol local, FixContext context) =>
        local.DeclaringSyntaxReferences.Length == 1
            ? (local.DeclaringSyntaxReferences[0].GetSyntax(context.CancellationToken) as VariableDeclaratorSyntax)?.Initializer?.Value
            : null;

    // Whether all uses of the request are visible and none sets a limit, with which the reset would have an effect.
    private static bool NeverGetsLimit(ExpressionSyntax request, FixContext context, int maxVariables)
    {
        while (request.Parent is ParenthesizedExpressionSyntax or PostfixUnaryExpressionSyntax
            or MemberAccessExpressionSyntax { Parent: InvocationExpressionSyntax })
        {
            if (request.Parent is not MemberAccessExpressionSyntax access)
            {
                request = (ExpressionSyntax)request.Parent;
                continue;
            }

            var call = (InvocationExpressionSyntax)access.Parent!;
            if (context.Model.GetSymbolInfo(call, context.CancellationToken).Symbol is not IMethodSymbol method || method.Name == MethodNames.Limit)
            {
                return false;
            }

            var isOwn = context.Api.IsRequestMethod(method) || context.Api.IsUpdateMethod(method);
            if (!context.Api.IsStep(method) && !(isOwn && method.Name == MethodNames.EnsureValid))
            {
                return (isOwn && MethodNames.IsUse(method.Name)) || context.Api.IsCreation(method);
            }

            request = call;
        }

        return request.Parent switch
        {
            ExpressionStatementSyntax => true,
            ArgumentSyntax argument => IsArgumentOfCall(argument, context),
            LambdaExpressionSyntax { Parent: ArgumentSyntax argument } => IsArgumentOfCall(argument, context),
            EqualsValueClauseSyntax { Parent: VariableDeclaratorSyntax { Parent.Parent: LocalDeclarationStatementSyntax } local } =>
                maxVariables > 0
                && ScopeFacts.ScopeOfLocal(local) is { } scope
                && !ChainCall.HasConditionalCode(scope)
                && scope.DescendantNodes().OfType<IdentifierNameSyntax>()
                    .Where(name => name.Identifier.ValueText == local.Identifier.ValueText)
                    .All(name => NeverGetsLimit(name, context, maxVariables - 1)),
            _ => false,
        };
    }

    private static bool IsArgumentOfCall(ArgumentSyntax argument, FixContext context) =>
        argument.Parent?.Parent is InvocationExpressionSyntax call
        && context.Model.GetSymbolInfo(call, context.CancellationToken).Symbol is IMethodSymbol method
        && (context.Api.IsCreation(method) || context.Api.IsUpdateCall(method));

    private static bool IsReset(IMethodSymbol step) => MethodNames.SettingOf(step.Name) == "reset";

    private static IMethodSymbol? FindStep(InvocationExpressionSyntax call, FixContext context) =>
        context.Model.GetSymbolInfo(call, context.CancellationToken).Symbol is IMethodSymbol method && context.Api.IsStep(method) ? method : null;
}
