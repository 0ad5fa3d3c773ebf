using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using OpenRouterKeys.Fluent.Analyzers.Model;

namespace OpenRouterKeys.Fluent.Analyzers.Usage;

/// <summary>ORK2004: a call is not awaited in a method that is not async. In async methods the compiler reports CS4014.</summary>
internal static class UnawaitedCall
{
    public static void Analyze(OperationAnalysisContext context, IOperation statement, KeyApi api)
    {
        if (StatementExpression.FindCall(statement, api.IsModifyingCall) is { TargetMethod: var method } call
            && !IsInAsyncMethod(statement, context.ContainingSymbol)
            && !MockExpectation.Includes(call))
        {
            var consequence = api.IsCreation(method) ? "its outcome is unknown and the new key's secret is lost" : "its outcome is unknown";
            context.ReportDiagnostic(Diagnostic.Create(Descriptors.UnawaitedCall, CallSyntax.LocationOf(call), method.Name, consequence));
        }
    }

    private static bool IsInAsyncMethod(IOperation operation, ISymbol containingSymbol)
    {
        for (var parent = operation.Parent; parent is not null; parent = parent.Parent)
        {
            switch (parent)
            {
                case IAnonymousFunctionOperation lambda:
                    return lambda.Symbol.IsAsync;
                case ILocalFunctionOperation function:
                    return function.Symbol.IsAsync;
            }
        }

        return containingSymbol is IMethodSymbol { IsAsync: true };
    }
}
