using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using OpenRouterKeys.Fluent.Analyzers.Model;

namespace OpenRouterKeys.Fluent.Analyzers.Usage;

/// <summary>ORK2004: a call that nobody waits for, in a method that is not async; in others the compiler says CS4014.</summary>
internal static class UnawaitedCall
{
    public static void Analyze(OperationAnalysisContext context, IOperation statement, KeyApi api)
    {
        if (DiscardedKey.CallIn(statement, api.IsChangingCall) is { } call && !IsInAsync(statement, context.ContainingSymbol) && !Expectation.Is(call))
        {
            context.ReportDiagnostic(Diagnostic.Create(Descriptors.UnawaitedCall, CallSpan.Of(call), call.TargetMethod.Name));
        }
    }

    private static bool IsInAsync(IOperation operation, ISymbol containing)
    {
        for (var parent = operation.Parent; parent is not null; parent = parent.Parent)
        {
            switch (parent)
            {
                case IAnonymousFunctionOperation function:
                    return function.Symbol.IsAsync;
                case ILocalFunctionOperation function:
                    return function.Symbol.IsAsync;
            }
        }

        return containing is IMethodSymbol { IsAsync: true };
    }
}
