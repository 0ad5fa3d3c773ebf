using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace OpenRouterKeys.Fluent.Analyzers.Usage;

/// <summary>ORK2004: a call is not awaited, and the compiler does not report it (CS4014).</summary>
internal static class UnawaitedCall
{
    public static void Analyze(in UnusedCall call)
    {
        if (!call.IsDiscard
            && call.Api.IsModifyingCall(call.Method)
            && !IsReportedByCompiler(call)
            && !(call.IsBody && IncompleteCode.Contains(call.Invocation.Syntax))
            && !call.IsIntentional)
        {
            call.Report(
                Descriptors.UnawaitedCall,
                call.Method.Name,
                call.Api.IsCreation(call.Method) ? "its outcome is unknown and the new key's secret is lost" : "its outcome is unknown");
        }
    }

    // CS4014 is reported in async functions and for async methods of the same compilation, but not for "?.".
    private static bool IsReportedByCompiler(in UnusedCall call) =>
        call.Expression is IInvocationOperation { TargetMethod: var method } && (method.IsAsync || IsInAsyncFunction(call.Expression, call.ContainingSymbol));

    private static bool IsInAsyncFunction(IOperation operation, ISymbol containingSymbol)
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
