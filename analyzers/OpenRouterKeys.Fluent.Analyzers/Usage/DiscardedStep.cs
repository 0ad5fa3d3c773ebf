using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using OpenRouterKeys.Fluent.Analyzers.Model;

namespace OpenRouterKeys.Fluent.Analyzers.Usage;

/// <summary>ORK2001: a step as a statement.</summary>
internal static class DiscardedStep
{
    public static void Analyze(OperationAnalysisContext context, IOperation statement, KeyApi api)
    {
        if (statement is IInvocationOperation step && api.IsStep(step.TargetMethod))
        {
            context.ReportDiagnostic(Diagnostic.Create(Descriptors.DiscardedStep, CallSpan.Of(step), step.TargetMethod.Name, api.IsChangeMethod(step.TargetMethod) ? "change" : "request"));
        }
    }
}
