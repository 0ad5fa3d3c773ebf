using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using OpenRouterKeys.Fluent.Analyzers.Model;

namespace OpenRouterKeys.Fluent.Analyzers.Values;

/// <summary>ORK1001: a <c>KeyRequest.Unnamed</c> that is sent, validated or written without a name.</summary>
internal static class UnnamedRequest
{
    public static void Analyze(OperationAnalysisContext context, KeyApi api, Variables variables)
    {
        if (api.IsUnnamedProperty(((IPropertyReferenceOperation)context.Operation).Property)
            && new RequestFlow(api, variables, context.CancellationToken).IsUsed(context.Operation, MethodNames.Name))
        {
            context.ReportDiagnostic(Diagnostic.Create(Descriptors.NameIsBlank, context.Operation.Syntax.GetLocation()));
        }
    }
}
