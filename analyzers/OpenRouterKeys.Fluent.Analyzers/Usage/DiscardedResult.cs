using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using OpenRouterKeys.Fluent.Analyzers.Model;

namespace OpenRouterKeys.Fluent.Analyzers.Usage;

/// <summary>ORK2001: a step is an expression statement.</summary>
internal static class DiscardedResult
{
    public static void Analyze(OperationAnalysisContext context, IOperation statement, KeyApi api)
    {
        if (statement is IInvocationOperation { TargetMethod: var method } step && api.IsStep(method))
        {
            context.ReportDiagnostic(
                Diagnostic.Create(Descriptors.DiscardedResult, CallSyntax.LocationOf(step), method.Name, method.ContainingType.Name));
        }
    }
}
