using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using OpenRouterKeys.Fluent.Analyzers.Model;

namespace OpenRouterKeys.Fluent.Analyzers.Usage;

/// <summary>ORK2003: a key is created and discarded, together with its secret.</summary>
internal static class DiscardedCreatedKey
{
    public static void Analyze(OperationAnalysisContext context, IOperation statement, KeyApi api)
    {
        var value = statement is ISimpleAssignmentOperation { Target: IDiscardOperation } assignment
            ? StatementExpression.Unwrap(assignment.Value)
            : statement;
        if (value is IAwaitOperation { Operation: var task }
            && StatementExpression.FindCall(task, api.IsCreation) is { } call
            && !MockExpectation.Includes(call))
        {
            context.ReportDiagnostic(Diagnostic.Create(Descriptors.DiscardedCreatedKey, CallSyntax.LocationOf(call), call.TargetMethod.Name));
        }
    }
}
